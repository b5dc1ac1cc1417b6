/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import java.util.OptionalDouble;

/** Values that cannot be: below zero, a PUE under one, a share over one, tonnes or water where there was no energy. */
final class RangeRule implements Rule {

    private static final String RANGE = "OUT_OF_RANGE";
    private static final String SIGN = "NEGATIVE_VALUE";
    private static final String ZERO = "ZERO_WITH_ACTIVITY";
    private static final String GAP = "YEAR_MISSING";

    @Override
    public void check(Table table, Findings findings) {
        for (Measure m : table.measures()) {
            for (String site : table.sites()) {
                table.series(m.id(), site).values().forEach(f -> value(f, findings));
                gap(table, m, site, findings);
            }
        }
        for (String site : table.sites()) {
            for (int year : table.years()) {
                zeros(table, site, year, findings);
            }
        }
    }

    private static void value(Figure f, Findings findings) {
        findings.compared(RANGE);
        Measure m = f.measure();
        if (m.id().equals(Measure.PUE)) {
            if (f.high() < 1) {
                range(f, 1, "PUE is total energy over IT energy and cannot be below 1", findings, Severity.ERROR);
            } else if (f.value() > 4) {
                range(f, 4, "a PUE above 4 has not been seen over a year", findings, Severity.WARNING);
            }
        } else if (m.dimension() == Dimension.SHARE && f.low() > 1) {
            range(f, 1, "a share of a whole cannot be above 100 %", findings, Severity.ERROR);
        } else if (m.id().equals(Measure.WUE) && f.value() > 20) {
            range(f, 20, "a WUE above 20 L/kWh is more than evaporation of all heat needs", findings, Severity.WARNING);
        } else if (f.high() < 0 && !m.id().equals("removals") && !m.id().equals("netGhg")) {
            findings.flag(
                    SIGN,
                    f,
                    OptionalDouble.of(-f.value()),
                    "a consumption below zero",
                    "sums are too small by " + Printed.shown(-2 * f.value()) + " if only the sign is wrong",
                    Severity.ERROR);
        }
    }

    private static void range(Figure f, double limit, String why, Findings findings, Severity severity) {
        findings.flag(
                RANGE,
                f,
                OptionalDouble.of(limit),
                why,
                "whatever is computed with " + Printed.shown(f.value()) + " is wrong in the same proportion",
                severity);
    }

    private static void zeros(Table table, String site, int year, Findings findings) {
        Figure energy = table.get(Measure.ENERGY, site, year).orElse(null);
        if (energy == null) {
            return;
        }
        findings.compared(ZERO);
        Figure location = table.get(Measure.LOCATION, site, year).orElse(null);
        if (energy.value() == 0 && location != null && location.low() > 0 && energy.high() * 2 < location.low()) {
            zero(location, "tonnes from the grid without any energy", findings, Severity.ERROR);
        }
        if (location != null && location.value() == 0 && energy.low() * 0.005 > location.high()) {
            zero(
                    location,
                    "no location-based tonnes for " + Printed.shown(energy.value())
                            + " MWh: the location-based method knows no certificates",
                    findings,
                    Severity.WARNING);
        }
        Figure water = table.get(Measure.WITHDRAWAL, site, year).orElse(null);
        if (energy.value() == 0 && energy.exact() && water != null && water.low() > 10_000) {
            zero(
                    water,
                    "water of a site without energy: construction or an office, or a missing figure",
                    findings,
                    Severity.WARNING);
        }
    }

    private static void zero(Figure f, String why, Findings findings, Severity severity) {
        findings.flag(
                ZERO, f, OptionalDouble.empty(), why, "the intensity of this site and year means nothing", severity);
    }

    private static void gap(Table table, Measure m, String site, Findings findings) {
        var series = table.series(m.id(), site);
        // A dash among market-based tonnes may stand for none: all was covered by certificates.
        boolean dash = m.id().equals(Measure.MARKET) || m.id().equals("operationalGhg");
        if (series.size() < 2 || m.isRatio() || dash) {
            return;
        }
        for (int year : table.years()) {
            if (year > series.firstKey() && year < series.lastKey()) {
                findings.compared(GAP);
                if (!series.containsKey(year) && series.firstEntry().getValue().value() != 0) {
                    Figure before = series.floorEntry(year).getValue();
                    findings.flag(new Flag(
                            GAP,
                            table.name(site),
                            year,
                            m.id(),
                            m.dimension().unit(),
                            OptionalDouble.empty(),
                            OptionalDouble.of(before.value()),
                            "published before and after, but not for " + year,
                            "sums of " + year + " lack about " + Printed.shown(before.value()) + " "
                                    + m.dimension().unit(),
                            Severity.WARNING,
                            0));
                }
            }
        }
    }
}
