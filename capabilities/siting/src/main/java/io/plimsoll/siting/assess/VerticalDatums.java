/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Building;
import io.plimsoll.siting.Building.DatumShift;
import io.plimsoll.siting.Height;
import io.plimsoll.siting.Level;
import io.plimsoll.siting.flood.BaseFloodLine;
import io.plimsoll.siting.flood.FloodMap.Cover;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Brings the elevations of one building and its water to one datum: NGVD29 to NAVD88 by the shift of the place, where it is told.
 * Without it nothing is converted, and a margin across datums passes no rule.
 */
final class VerticalDatums {

    private static final String NEW = "NAVD88";
    private static final String OLD = "NGVD29";
    private static final Set<String> AMERICAN = Set.of(NEW, OLD, Height.NOT_TOLD);

    /** NAVD88 less NGVD29 over the United States without Alaska, -0.4 to 1.5 m (D. B. Zilkoski and others, 1992). */
    private static final double LEAST_METRES = -0.4;

    private static final double MOST_METRES = 1.5;

    private final Optional<DatumShift> shift;

    private VerticalDatums(Optional<DatumShift> shift) {
        this.shift = shift;
    }

    /** Converts only where both datums are in play, and tells what that does to the figures. */
    static VerticalDatums of(Building building, Cover cover, List<BaseFloodLine> lines, List<String> notes) {
        Stream<Height> water = Stream.concat(
                cover.touched().stream().flatMap(t -> t.area().baseFlood().stream()),
                lines.stream().map(BaseFloodLine::height));
        Set<String> seen = Stream.concat(building.heights().values().stream(), water)
                .map(Height::datum)
                .collect(java.util.stream.Collectors.toSet());
        boolean both = seen.contains(NEW) && seen.contains(OLD);
        if (both && building.datumShift().isPresent()) {
            DatumShift s = building.datumShift().get();
            notes.add(String.format(
                    Locale.ROOT,
                    "elevations on NGVD29 are brought to NAVD88 by %+.2f ft (%s): each margin between the two moves by as much",
                    io.plimsoll.siting.LengthUnit.FEET.fromMetres(s.metres()),
                    s.field()));
        }
        return new VerticalDatums(both ? building.datumShift() : Optional.empty());
    }

    /** On NAVD88 if the shift is told, else as it is. */
    Height on(Height h) {
        return shift.isPresent() && h.datum().equals(OLD)
                ? h.withMetres(
                                h.metres() + shift.get().metres(),
                                h.field() + " and " + shift.get().field())
                        .withDatum(NEW)
                : h;
    }

    /** The building on one datum; where several remain, a height that names none may be on either. */
    Building of(Building building, Optional<Height> water) {
        Map<Level, Height> all = new EnumMap<>(Level.class);
        building.heights().forEach((level, h) -> all.put(level, on(h)));
        boolean mixed = several(all, water);
        all.replaceAll((level, h) -> mixed && h.datum().isEmpty() ? h.withDatum(Height.NOT_TOLD) : h);
        return building.withHeights(all);
    }

    /** The water, in doubt if it names no datum and the building several. */
    Height doubted(Building building, Height water) {
        return water.datum().isEmpty() && several(building.heights(), Optional.of(water))
                ? water.withDatum(Height.NOT_TOLD)
                : water;
    }

    private static boolean several(Map<Level, Height> heights, Optional<Height> water) {
        return Stream.concat(heights.values().stream(), water.stream())
                        .map(Height::datum)
                        .filter(d -> !d.isEmpty())
                        .distinct()
                        .count()
                > 1;
    }

    /** Whether the two cannot be taken to be on one datum: they name different ones, or only one of them names any. */
    static boolean differ(Height one, Height other) {
        return !one.datum().equals(other.datum()) || one.datum().equals(Height.NOT_TOLD);
    }

    /** Whether only one of the two names a datum. */
    static boolean silent(Height one, Height other) {
        return one.datum().isEmpty() != other.datum().isEmpty();
    }

    static boolean american(Height h) {
        return AMERICAN.contains(h.datum());
    }

    /** The least that conversion may add to {@code thing - water}. */
    static double leastMetres(Height thing, Height water) {
        return rises(thing, water) ? LEAST_METRES : -MOST_METRES;
    }

    /** The most that conversion may add to {@code thing - water}. */
    static double mostMetres(Height thing, Height water) {
        return falls(thing, water) ? -LEAST_METRES : MOST_METRES;
    }

    /** On one datum the thing would stand higher by the shift, whichever of the two is not told. */
    private static boolean rises(Height thing, Height water) {
        return thing.datum().equals(OLD) || water.datum().equals(NEW);
    }

    private static boolean falls(Height thing, Height water) {
        return thing.datum().equals(NEW) || water.datum().equals(OLD);
    }

    /** The highest water; where datums differ which is the highest is not known, and the number stands in doubt. */
    static Optional<Height> highest(List<Height> waters) {
        Optional<Height> most = waters.stream().max(Comparator.comparingDouble(Height::metres));
        return most.map(m -> waters.stream().anyMatch(w -> apart(w, m)) ? m.withDatum(Height.NOT_TOLD) : m);
    }

    /** A water that names no datum and stands as high as one that does is the same water. */
    static boolean apart(Height one, Height other) {
        boolean same = silent(one, other) && Math.abs(one.metres() - other.metres()) <= BaseFlood.DIFFER_METRES;
        return differ(one, other) && !same;
    }
}
