/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A value in another unit than its column: a thousand times off, or off by the ratio of two usual units. */
final class UnitSlipRule implements Rule {

    private static final String RULE = "UNIT_SLIP";

    /** A ratio that a mistaken unit leaves, and what it would mean. */
    record Slip(double factor, String meaning) {}

    static final List<Slip> SLIPS = List.of(
            new Slip(1000, "a thousand times too large"),
            new Slip(0.001, "a thousand times too small"),
            new Slip(1e6, "a million times too large"),
            new Slip(1e-6, "a million times too small"),
            new Slip(3.6, "gigajoules in a column of megawatt-hours"),
            new Slip(1 / 3.6, "megawatt-hours in a column of gigajoules"),
            new Slip(264.172, "thousands of gallons read as megalitres"),
            new Slip(1 / 3.785411784, "gallons and litres interchanged"),
            new Slip(3.785411784, "litres and gallons interchanged"),
            new Slip(2.20462262, "pounds and kilograms interchanged"),
            new Slip(0.45359237, "kilograms and pounds interchanged"));

    @Override
    public void check(Table table, Findings findings) {
        for (String site : table.sites()) {
            for (Measure m : table.measures()) {
                if (m.additive() && !m.id().equals(Measure.MARKET) && !m.id().equals("operationalGhg")) {
                    history(table, m, site, findings);
                }
            }
            table.series(Measure.LOCATION, site).values().forEach(f -> factor(table, site, f, findings));
        }
        if (table.has(Measure.WITHDRAWAL) || table.has(Measure.LOCATION)) {
            table.sites().forEach(s -> intensity(table, s, findings));
        }
    }

    /** Tonnes for each MWh that no grid has, but a thousandth or a thousandfold of which is usual. */
    private static void factor(Table table, String site, Figure tonnes, Findings findings) {
        Figure energy = table.get(Measure.ENERGY, site, tonnes.year()).orElse(null);
        if (energy == null || energy.value() <= 0 || tonnes.value() <= 0 || findings.isSlipped(site, tonnes.year())) {
            return;
        }
        findings.compared(RULE);
        double factor = tonnes.value() / energy.value();
        for (double k : List.of(1000.0, 1e6, 0.001, 1e-6)) {
            double mended = factor / k;
            if ((factor > 2 || factor < 0.0005) && mended > 0.003 && mended < 1.5) {
                findings.slipped(site, tonnes.year());
                findings.flag(
                        RULE,
                        tonnes,
                        OptionalDouble.of(tonnes.value() / k),
                        Printed.shown(factor) + " t/MWh is no grid's factor; " + Printed.shown(mended)
                                + " would be: tonnes or energy are off by " + Printed.shown(k),
                        "tonnes or MWh of this row are wrong by a factor of " + Printed.shown(Math.max(k, 1 / k)),
                        Severity.ERROR);
                return;
            }
        }
    }

    /** A value about a thousand times its neighbours in time, while the site's other figures went on as before. */
    private static void history(Table table, Measure m, String site, Findings findings) {
        NavigableMap<Integer, Figure> series = table.series(m.id(), site);
        for (Figure f : series.values()) {
            Figure before = entry(series.lowerEntry(f.year()));
            Figure after = entry(series.higherEntry(f.year()));
            if (f.value() <= 0 || (before == null && after == null)) {
                continue;
            }
            findings.compared(RULE);
            for (double k : List.of(1000.0, 1e6, 0.001, 1e-6)) {
                if (near(f, before, k)
                        && near(f, after, k)
                        && ((before != null && after != null) || othersSteady(table, m, site, f.year()))) {
                    findings.slipped(site, f.year());
                    findings.flag(
                            RULE,
                            f,
                            OptionalDouble.of(f.value() / k),
                            "about " + Printed.shown(k) + " times the years beside it",
                            "the figure is wrong by a factor of " + Printed.shown(Math.max(k, 1 / k))
                                    + ", and so is every total with it",
                            Severity.ERROR);
                    break;
                }
            }
        }
    }

    private static @Nullable Figure entry(Map.@Nullable Entry<Integer, Figure> e) {
        return e == null ? null : e.getValue();
    }

    private static boolean near(Figure f, @Nullable Figure other, double k) {
        if (other == null) {
            return true;
        }
        double ratio = f.value() / other.value() / k;
        return other.value() > 20 * (other.high() - other.low()) && ratio > 0.4 && ratio < 2.5;
    }

    private static boolean othersSteady(Table table, Measure m, String site, int year) {
        int steady = 0;
        for (Measure o : table.measures()) {
            NavigableMap<Integer, Figure> series = table.series(o.id(), site);
            Figure here = series.get(year);
            Figure beside = entry(series.lowerEntry(year));
            beside = beside == null ? entry(series.higherEntry(year)) : beside;
            if (!o.additive() || o.id().equals(m.id()) || here == null || beside == null || beside.value() <= 0) {
                continue;
            }
            double ratio = here.value() / beside.value();
            if (ratio < 0.3 || ratio > 3) {
                return false;
            }
            steady++;
        }
        return steady > 0;
    }

    /** Water or tonnes for each MWh that leave a steady course by just the ratio of two units. */
    private static void intensity(Table table, String site, Findings findings) {
        for (String measure : List.of(Measure.WITHDRAWAL, Measure.CONSUMPTION, Measure.LOCATION)) {
            NavigableMap<Integer, Figure> series = table.series(measure, site);
            for (Figure f : series.values()) {
                Double here = each(table, f, site);
                Double before = each(table, entry(series.lowerEntry(f.year())), site);
                Double after = each(table, entry(series.higherEntry(f.year())), site);
                if (here == null || before == null || after == null || Math.abs(before / after - 1) > 0.1) {
                    continue;
                }
                findings.compared(RULE);
                double usual = (before + after) / 2;
                SLIPS.stream()
                        .filter(s -> s.factor() < 500 && s.factor() > 0.002)
                        .filter(s -> Math.abs(here / usual / s.factor() - 1) < 0.06)
                        .filter(s -> !findings.isSlipped(site, f.year()))
                        .findFirst()
                        .ifPresent(s -> {
                            findings.slipped(site, f.year());
                            findings.flag(
                                    RULE,
                                    f,
                                    OptionalDouble.of(f.value() / s.factor()),
                                    "for each MWh " + Printed.shown(here / usual)
                                            + " times the years before and after: " + s.meaning(),
                                    "the figure or its energy may be wrong by a factor of " + Printed.shown(s.factor()),
                                    Severity.WARNING);
                        });
            }
        }
    }

    private static @Nullable Double each(Table table, @Nullable Figure f, String site) {
        if (f == null) {
            return null;
        }
        Figure energy = table.get(Measure.ENERGY, site, f.year()).orElse(null);
        return energy == null || energy.value() <= 0 || f.value() <= 20 * (f.high() - f.low())
                ? null
                : f.value() / energy.value();
    }
}
