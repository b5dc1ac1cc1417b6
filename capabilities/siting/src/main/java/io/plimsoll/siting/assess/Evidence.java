/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Building;
import io.plimsoll.siting.Height;
import io.plimsoll.siting.MapLetter;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.flood.FloodMap.Cover;
import io.plimsoll.siting.flood.FloodMap.Touched;
import io.plimsoll.siting.flood.FloodZone;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of one building when its rules are checked.
 *
 * @param stated the zone that the building's own record claims
 * @param letters of its record and of the layers
 * @param point judged by a point, not by a footprint
 */
record Evidence(
        Building building,
        Cover cover,
        Optional<FloodZone> stated,
        Optional<Height> baseFlood,
        List<MapLetter> letters,
        boolean point) {

    private static final double COVERED_LEAST = 0.999;

    boolean covered() {
        return cover.covered() >= COVERED_LEAST;
    }

    /** The gravest class of map and record. */
    Optional<FloodClass> worst() {
        Optional<FloodClass> mapped = cover.worst().map(t -> t.area().zone().meaning());
        Optional<FloodClass> claimed = stated.map(FloodZone::meaning).filter(c -> !c.undecided());
        if (mapped.isEmpty() || claimed.isEmpty()) {
            return mapped.or(() -> claimed);
        }
        return mapped.get().compareTo(claimed.get()) <= 0 ? mapped : claimed;
    }

    /** What the letters come to: removed only if no other letter speaks against it. */
    Optional<MapLetter.Effect> letterEffect() {
        if (letters.isEmpty()) {
            return Optional.empty();
        }
        boolean all = letters.stream().allMatch(l -> l.effect() == MapLetter.Effect.STRUCTURE_REMOVED);
        boolean none = letters.stream().allMatch(l -> l.effect() == MapLetter.Effect.NONE);
        return Optional.of(
                all ? MapLetter.Effect.STRUCTURE_REMOVED : none ? MapLetter.Effect.NONE : MapLetter.Effect.UNCLEAR);
    }

    /** {@code 83 % of the footprint lies in zone AE}. */
    String lies(Touched touched) {
        String zone = "zone " + touched.area().zone().shown();
        return point
                ? "the building's point lies in " + zone
                : String.format(Locale.ROOT, "%s of the footprint lies in %s", percent(touched.share()), zone);
    }

    static String percent(double share) {
        double p = 100 * share;
        return p >= 99.995
                ? "100 %"
                : p >= 1 ? String.format(Locale.ROOT, "%.0f %%", p) : String.format(Locale.ROOT, "%.2g %%", p);
    }
}
