/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.design.HallLayout;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How far each medium reaches: those of the standard layout, and a few that only imported plans name. */
final class MediaReach {

    private static final Map<String, Integer> DECIMETRES = new HashMap<>();

    static {
        // rule of thumb of the trade: copper with retimers to 5 m, active optical cable to 30 m
        // (axiomupgrades.com, selection guide for 400G to 1.6T optics)
        DECIMETRES.put("AEC", 50);
        DECIMETRES.put("ACC", 50);
        DECIMETRES.put("AOC", 300);
        for (HallLayout.Media medium : HallLayout.standard().media()) {
            DECIMETRES.put(medium.name(), medium.reachDm());
        }
    }

    private MediaReach() {}

    /** 0 for a medium that is not known. */
    static int decimetres(String media) {
        return DECIMETRES.getOrDefault(media.toUpperCase(Locale.ROOT), 0);
    }

    static int longest() {
        return DECIMETRES.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
