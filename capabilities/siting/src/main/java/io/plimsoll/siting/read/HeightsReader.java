/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.siting.Height;
import io.plimsoll.siting.LengthUnit;
import io.plimsoll.siting.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The elevations of one record; what cannot be one is put aside and told. */
final class HeightsReader {

    /** No place on land is higher or lower than this, in metres. */
    private static final double METRES_MOST = 9_000;

    private static final double SENTINEL = 8_888;
    /** A zero beside heights beyond this is a blank. */
    private static final double ZERO_IS_BLANK = 30;

    private final Map<String, JsonNode> properties;
    private final Optional<LengthUnit> unit;
    private final String datum;
    private final long line;
    private final InputProblems problems;
    private final List<String> notes;

    /**
     * @param unit of numbers that carry none, as the record says
     * @param datum of numbers that carry none; empty if not told
     */
    HeightsReader(
            Map<String, JsonNode> properties,
            Optional<LengthUnit> unit,
            String datum,
            long line,
            InputProblems problems,
            List<String> notes) {
        this.properties = properties;
        this.unit = unit;
        this.datum = datum;
        this.line = line;
        this.problems = problems;
        this.notes = notes;
    }

    private record Found(Level level, Height height) {}

    private static final Set<String> DATUM = Set.of("datum", "vdatum");
    private static final Set<String> UNIT = Set.of("unit", "units");

    /** What another property says of this level alone; of a joined {@code STATIC_BFE} the map's own columns say it. */
    private String beside(String key, FieldName name, Set<String> kinds, String ofMap) {
        Optional<Level> level = name.level();
        for (Map.Entry<String, JsonNode> e : properties.entrySet()) {
            boolean map = BuildingBuilder.plain(key).equals("staticbfe")
                    && BuildingBuilder.plain(e.getKey()).equals(ofMap);
            boolean own =
                    level.isPresent() && FieldName.besides(e.getKey(), kinds).equals(level);
            if ((map || own)
                    && e.getValue().isString()
                    && !e.getValue().asString("").isBlank()) {
                return e.getValue().asString("");
            }
        }
        return "";
    }

    /** With the layer's name and place as the field of each. */
    Map<Level, Height> read(String layer) {
        Map<Level, Height> out = new EnumMap<>(Level.class);
        read().forEach((level, h) -> out.put(level, h.withMetres(h.metres(), layer)));
        return out;
    }

    Map<Level, Height> read() {
        List<Found> found = new ArrayList<>();
        OptionalDouble aboveGround = OptionalDouble.empty();
        Height plainElevation = null;
        for (Map.Entry<String, JsonNode> entry : properties.entrySet()) {
            FieldName name = FieldName.of(entry.getKey());
            Optional<Level> level = name.level();
            if (name.unread() && Quantity.of(entry.getValue()).value().isPresent()) {
                notes.add("'" + entry.getKey()
                        + "' looks like an elevation and was not read: its name does not say of what");
            }
            boolean bare = name.base().isEmpty() && name.elevation();
            if (level.isPresent() || bare || name.floorAboveGround()) {
                Optional<Height> height = height(entry.getKey(), name, entry.getValue());
                if (height.isPresent() && level.isPresent()) {
                    found.add(new Found(level.get(), height.get()));
                } else if (height.isPresent() && bare) {
                    plainElevation = height.get();
                } else if (height.isPresent()) {
                    aboveGround = OptionalDouble.of(height.get().metres());
                }
            }
        }
        Map<Level, Height> out = merged(withoutBlanks(found));
        if (plainElevation != null && !out.containsKey(Level.GROUND)) {
            notes.add("'" + plainElevation.field() + "' is taken as the ground's elevation");
            out.put(Level.GROUND, plainElevation);
        }
        slips(out);
        Height ground = out.get(Level.GROUND);
        if (aboveGround.isPresent() && ground != null && !out.containsKey(Level.FLOOR)) {
            out.put(
                    Level.FLOOR,
                    ground.withMetres(ground.metres() + aboveGround.getAsDouble(), "ground and height of the floor"));
            notes.add("floor elevation is the ground's and the floor's height above it");
        }
        return out;
    }

    /** Told, never mended: a height that fits its neighbours only if its feet were metres, or the other way. */
    private void slips(Map<Level, Height> heights) {
        if (heights.size() < 3) {
            return;
        }
        double[] all =
                heights.values().stream().mapToDouble(Height::metres).sorted().toArray();
        double middle = all[all.length / 2];
        for (Height h : heights.values()) {
            for (LengthUnit other : LengthUnit.values()) {
                double as = other.toMetres(h.value());
                if (other != h.unit() && Math.abs(h.metres() - middle) > 20 && Math.abs(as - middle) < 10) {
                    notes.add(String.format(
                            Locale.ROOT,
                            "%s says %.2f %s, far from the others; as %.2f %s it would stand among them: its unit may be wrong",
                            h.field(),
                            h.value(),
                            h.unit().sign(),
                            h.value(),
                            other.sign()));
                }
            }
        }
    }

    private Optional<Height> height(String key, FieldName name, JsonNode value) {
        Quantity q = Quantity.of(value);
        if (!q.wrong().isEmpty()) {
            problems.add(line, q.wrong(), key + ": an elevation such as 608.44, \"608.44 ft\" or null");
            return Optional.empty();
        }
        if (q.value().isEmpty()) {
            return Optional.empty();
        }
        double number = q.value().getAsDouble();
        if (number <= -SENTINEL || Math.abs(number) >= 99_999 || number == 9_999) {
            return Optional.empty();
        }
        Optional<LengthUnit> told = q.unit()
                .or(name::unit)
                .or(() -> FieldName.unitOf(beside(key, name, UNIT, "lenunit")))
                .or(() -> unit);
        LengthUnit used = told.orElse(LengthUnit.FEET);
        double metres = used.toMetres(number);
        if (Math.abs(metres) > METRES_MOST) {
            problems.add(line, Double.toString(number), key + ": an elevation on this planet");
            return Optional.empty();
        }
        String own = Datums.plain(beside(key, name, DATUM, "vdatum"));
        String ofThis = !q.datum().isEmpty()
                ? q.datum()
                : !name.datum().isEmpty() ? name.datum() : !own.isEmpty() ? own : datum;
        return Optional.of(new Height(metres, used, told.isPresent(), ofThis, key));
    }

    private List<Found> withoutBlanks(List<Found> found) {
        double most = found.stream()
                .mapToDouble(f -> Math.abs(f.height().value()))
                .max()
                .orElse(0);
        List<Found> out = new ArrayList<>();
        for (Found f : found) {
            if (f.height().metres() == 0 && most > ZERO_IS_BLANK) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%s is 0 beside elevations near %.0f: counted as not given",
                        f.height().field(),
                        most));
            } else {
                out.add(f);
            }
        }
        return out;
    }

    /** Of two values for one level the dangerous one counts: the lower of the building, the higher of the water. */
    private Map<Level, Height> merged(List<Found> found) {
        Map<Level, Height> out = new EnumMap<>(Level.class);
        for (Found f : found) {
            Height other = out.get(f.level());
            boolean water = f.level().compareTo(Level.BASE_FLOOD) >= 0;
            if (other == null) {
                out.put(f.level(), f.height());
            } else if (Math.abs(other.metres() - f.height().metres()) > 0.02) {
                boolean worse = water == f.height().metres() > other.metres();
                notes.add(String.format(
                        Locale.ROOT,
                        "%s (%.2f %s) and %s (%.2f %s) differ: the %s counts",
                        other.field(),
                        other.value(),
                        other.unit().sign(),
                        f.height().field(),
                        f.height().value(),
                        f.height().unit().sign(),
                        water ? "higher" : "lower"));
                out.put(f.level(), worse ? f.height() : other);
            }
        }
        return out;
    }
}
