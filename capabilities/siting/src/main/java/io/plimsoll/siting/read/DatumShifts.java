/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.siting.Building.DatumShift;
import io.plimsoll.siting.LengthUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the shift between NGVD29 and NAVD88 at a place, as a flood insurance study prints it. */
final class DatumShifts {

    /** No place of the United States has more. */
    private static final double METRES_MOST = 3;

    private DatumShifts() {}

    /** Of the record, else of its file; feet where no unit is told. */
    static Optional<DatumShift> read(
            Map<String, JsonNode> record, JsonNode file, Optional<LengthUnit> unit, long line, InputProblems problems) {
        Stream<Map.Entry<String, JsonNode>> all = Stream.concat(
                record.entrySet().stream(), file.propertyStream().filter(e -> !record.containsKey(e.getKey())));
        return all.flatMap(e -> one(e.getKey(), e.getValue(), unit, line, problems).stream())
                .findFirst();
    }

    private static Optional<DatumShift> one(
            String key, JsonNode value, Optional<LengthUnit> unit, long line, InputProblems problems) {
        int sign = sign(BuildingBuilder.plain(key));
        if (sign == 0) {
            return Optional.empty();
        }
        Quantity q = Quantity.of(value);
        if (q.value().isEmpty()) {
            if (!q.wrong().isEmpty()) {
                problems.add(line, q.wrong(), key + ": NAVD88 less NGVD29, such as -0.35 or \"-0.35 ft\"");
            }
            return Optional.empty();
        }
        LengthUnit used = q.unit().or(FieldName.of(key)::unit).or(() -> unit).orElse(LengthUnit.FEET);
        double metres = sign * used.toMetres(q.value().getAsDouble());
        if (Math.abs(metres) > METRES_MOST) {
            problems.add(line, value.asString(value.toString()), key + ": at most 3 m (10 ft) either way");
            return Optional.empty();
        }
        return Optional.of(new DatumShift(metres, key));
    }

    /** 1 for NGVD29 to NAVD88, -1 for the other way, 0 for what is no shift. */
    private static int sign(String plain) {
        int older = plain.indexOf("ngvd");
        int newer = plain.indexOf("navd");
        if (older >= 0 && newer >= 0) {
            boolean minus = plain.contains("minus") || plain.contains("less");
            return (older < newer) == minus ? -1 : 1;
        }
        boolean plainShift = Stream.of("datumshift", "datumconversion", "datumoffset", "vertcon")
                .anyMatch(plain::startsWith);
        return plainShift ? 1 : 0;
    }
}
