/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Height;
import java.util.Locale;
import java.util.Set;

/**
 * How far a height stands above water, and whether the two may be compared.
 *
 * @param metres above the water; negative is below
 * @param doubt why the comparison does not hold; empty if it does
 * @param slackMetres by how much the comparison may be off
 */
record Gap(double metres, String doubt, double slackMetres) {

    /** The two datums differ by -0.4 to 1.5 m over the United States (D. B. Zilkoski and others, 1992). */
    private static final double NAVD_NGVD_METRES = 1.5;

    private static final Set<String> AMERICAN = Set.of("NAVD88", "NGVD29", Height.ONE_OF_SEVERAL);
    private static final double UNLIKELY_METRES = 30;
    private static final double NEVER = 1e9;

    static Gap of(Height thing, Height water) {
        double metres = thing.metres() - water.metres();
        double ratio = water.metres() == 0 ? 0 : thing.metres() / water.metres();
        boolean likeFeet = (ratio > 3.1 && ratio < 3.5) || (ratio > 1 / 3.5 && ratio < 1 / 3.1);
        if (likeFeet && Math.abs(metres) > UNLIKELY_METRES / 2) {
            return new Gap(metres, "feet and metres seem mixed: " + told(thing) + " against " + told(water), NEVER);
        }
        if (Math.abs(metres) > UNLIKELY_METRES) {
            return new Gap(
                    metres,
                    String.format(
                            Locale.ROOT,
                            "%s against %s: %.0f m apart, so one of them is not what it says",
                            told(thing),
                            told(water),
                            Math.abs(metres)),
                    NEVER);
        }
        if (thing.unitTold() != water.unitTold() && thing.unit() != water.unit()) {
            return new Gap(
                    metres,
                    "one elevation names its unit, the other does not: " + told(thing) + ", " + told(water),
                    NEVER);
        }
        if (!thing.datum().isEmpty()
                && !water.datum().isEmpty()
                && !thing.datum().equals(water.datum())) {
            boolean american = AMERICAN.contains(thing.datum()) && AMERICAN.contains(water.datum());
            return new Gap(
                    metres,
                    "datums are mixed: " + told(thing) + " against " + told(water)
                            + (american ? "; the two differ by up to 4.9 ft (1.5 m) in the United States" : ""),
                    american ? NAVD_NGVD_METRES : NEVER);
        }
        return new Gap(metres, "", 0);
    }

    private static String told(Height h) {
        return String.format(
                        Locale.ROOT,
                        "%s %.2f %s%s %s",
                        h.field(),
                        h.value(),
                        h.unit().sign(),
                        h.unitTold() ? "" : " (unit not told)",
                        h.datum())
                .strip();
    }

    /** What it comes to against a freeboard: decided even in doubt if the doubt cannot turn it. */
    Outcome against(double freeboardMetres) {
        double over = metres - freeboardMetres;
        if (over < -slackMetres - 1e-6) {
            return Outcome.FAIL;
        }
        return over >= slackMetres - 1e-6 ? Outcome.PASS : Outcome.UNKNOWN;
    }
}
