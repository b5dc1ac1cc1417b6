/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.siting.LengthUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A number with what stands beside it: {@code 608.44}, {@code "608.44 ft NAVD88"}, {@code {"value": 185.5, "unit": "m"}}.
 *
 * @param value empty where the text says that there is none
 * @param wrong the text, where it is neither a number nor a word for "none"; empty otherwise
 */
record Quantity(OptionalDouble value, Optional<LengthUnit> unit, String datum, String wrong) {

    private static final Set<String> NONE = Set.of(
            "",
            "n/a",
            "na",
            "none",
            "null",
            "nan",
            "unknown",
            "unk",
            "-",
            "--",
            "tbd",
            "not available",
            "no data",
            "nodata",
            "?",
            "pending",
            "not surveyed");
    private static final Pattern TEXT = Pattern.compile(
            "([-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?)\\s*('|[A-Za-z]*)\\.?\\s*[(,]?\\s*([A-Za-z0-9 ]*)\\)?");
    private static final Pattern THOUSANDS = Pattern.compile("[-+]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");

    static Quantity of(JsonNode node) {
        if (node.isObject()) {
            JsonNode inner = node.path("value");
            for (String name : new String[] {"elevation", "elev", "amount"}) {
                inner = inner.isMissingNode() ? node.path(name) : inner;
            }
            Quantity number = of(inner);
            Optional<LengthUnit> unit = FieldName.unitOf(
                    node.path("unit").asString(node.path("units").asString("")));
            String datum = Datums.plain(node.path("datum").asString(""));
            return new Quantity(
                    number.value(), unit.or(number::unit), datum.isEmpty() ? number.datum() : datum, number.wrong());
        }
        if (node.isNumber()) {
            double value = node.asDouble();
            return new Quantity(OptionalDouble.of(value), Optional.empty(), "", "");
        }
        return node.isNull() || node.isMissingNode()
                ? new Quantity(OptionalDouble.empty(), Optional.empty(), "", "")
                : text(node.asString(node.toString()));
    }

    private static Quantity text(String text) {
        String stripped = text.strip();
        if (NONE.contains(stripped.toLowerCase(Locale.ROOT))) {
            return new Quantity(OptionalDouble.empty(), Optional.empty(), "", "");
        }
        Matcher m = TEXT.matcher(stripped);
        if (!m.matches()) {
            return new Quantity(OptionalDouble.empty(), Optional.empty(), "", stripped);
        }
        String digits = m.group(1);
        digits = THOUSANDS.matcher(digits).matches() ? digits.replace(",", "") : digits.replace(',', '.');
        String sign = m.group(2).equals("'") ? "ft" : m.group(2);
        Optional<LengthUnit> unit = FieldName.unitOf(sign);
        String datum = Datums.plain(unit.isPresent() ? m.group(3) : sign + m.group(3));
        try {
            double value = Double.parseDouble(digits);
            boolean odd = !datum.isEmpty() && !Datums.known(datum);
            return odd
                    ? new Quantity(OptionalDouble.empty(), unit, "", stripped)
                    : new Quantity(OptionalDouble.of(value), unit, datum, "");
        } catch (NumberFormatException e) {
            return new Quantity(OptionalDouble.empty(), unit, "", stripped);
        }
    }
}
