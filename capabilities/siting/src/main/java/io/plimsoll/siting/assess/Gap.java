/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Height;
import io.plimsoll.siting.LengthUnit;
import java.util.Locale;

/**
 * How far a height stands above water, and whether the two may be compared.
 *
 * @param metres above the water; negative is below
 * @param doubt why the comparison does not hold; empty if it does
 * @param lowMetres the least that the gap may be
 * @param highMetres the most that it may be
 */
record Gap(double metres, String doubt, double lowMetres, double highMetres) {

    private static final double UNLIKELY_METRES = 30;
    private static final double NEVER = 1e9;

    static Gap of(Height thing, Height water) {
        double metres = thing.metres() - water.metres();
        double ratio = water.metres() == 0 ? 0 : thing.metres() / water.metres();
        boolean likeFeet = (ratio > 3.1 && ratio < 3.5) || (ratio > 1 / 3.5 && ratio < 1 / 3.1);
        if (likeFeet && Math.abs(metres) > UNLIKELY_METRES / 2) {
            return hopeless(metres, "feet and metres seem mixed: " + told(thing) + " against " + told(water));
        }
        if (Math.abs(metres) > UNLIKELY_METRES) {
            return hopeless(
                    metres,
                    String.format(
                            Locale.ROOT,
                            "%s against %s: %.0f m apart, so one of them is not what it says",
                            told(thing),
                            told(water),
                            Math.abs(metres)));
        }
        if (thing.unitTold() != water.unitTold() && thing.unit() != water.unit()) {
            return hopeless(
                    metres, "one elevation names its unit, the other does not: " + told(thing) + ", " + told(water));
        }
        if (VerticalDatums.differ(thing, water)) {
            return VerticalDatums.silent(thing, water) ? silent(thing, water, metres) : datums(thing, water, metres);
        }
        return new Gap(metres, "", metres, metres);
    }

    private static Gap hopeless(double metres, String doubt) {
        return new Gap(metres, doubt, -NEVER, NEVER);
    }

    /** Between the American datums the gap is known to within their largest and smallest shift; elsewhere not at all. */
    private static Gap datums(Height thing, Height water, double metres) {
        String mixed = "datums are mixed: " + told(thing) + " against " + told(water);
        if (!VerticalDatums.american(thing) || !VerticalDatums.american(water)) {
            return hopeless(metres, mixed);
        }
        double low = metres + VerticalDatums.leastMetres(thing, water);
        double high = metres + VerticalDatums.mostMetres(thing, water);
        return new Gap(metres, mixed + range(thing, low, high, "tell 'ngvd29_to_navd88_ft' of the place"), low, high);
    }

    /** One names its datum and the other none. At face value it may fail, since the dangerous reading counts; it never passes. */
    private static Gap silent(Height thing, Height water, double metres) {
        Height named = thing.datum().isEmpty() ? water : thing;
        String doubt = String.format(
                Locale.ROOT,
                "the two are not told to be on one vertical datum: %s against %s",
                told(thing),
                told(water));
        double low = metres + VerticalDatums.leastMetres(thing, water);
        double high = metres + VerticalDatums.mostMetres(thing, water);
        String advice = "tell the datum of the other";
        return VerticalDatums.american(named)
                ? new Gap(metres, doubt + range(thing, low, high, advice), low, metres)
                : new Gap(metres, doubt + ": " + advice, -NEVER, metres);
    }

    private static String range(Height thing, double low, double high, String advice) {
        LengthUnit unit = thing.unit();
        return String.format(
                Locale.ROOT,
                "; NAVD88 less NGVD29 is -1.3 to 4.9 ft over the United States, so it may be %.2f to %.2f %s above: %s",
                unit.fromMetres(low),
                unit.fromMetres(high),
                unit.sign(),
                advice);
    }

    /** Whether nothing can be said of the gap, not even roughly. */
    boolean hopeless() {
        return highMetres >= NEVER;
    }

    private static String told(Height h) {
        return String.format(
                        Locale.ROOT,
                        "%s %.2f %s%s %s",
                        h.field(),
                        h.value(),
                        h.unit().sign(),
                        h.unitTold() ? "" : " (unit not told)",
                        h.datum().isEmpty() ? Height.NOT_TOLD : h.datum())
                .strip();
    }

    /** What it comes to against a freeboard: in doubt it may still fail, and never pass. */
    Outcome against(double freeboardMetres) {
        if (highMetres < freeboardMetres - 1e-6) {
            return Outcome.FAIL;
        }
        return doubt.isEmpty() ? Outcome.PASS : Outcome.UNKNOWN;
    }
}
