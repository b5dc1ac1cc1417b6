/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Values in another unit than their column by a thousand or more: one year that stands alone, or a unit that changed in mid-series.
 * Ratios of smaller size, such as gallons and litres, are told by {@link UnitChangeRule} from what they do to intensities.
 */
final class UnitSlipRule implements Rule {

    static final String RULE = "UNIT_SLIP";
    static final String CHANGED = "UNIT_CHANGED";

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

    private static final List<Double> THOUSANDS = List.of(1000.0, 1e6, 0.001, 1e-6);

    @Override
    public void check(Table table, Findings findings) {
        for (String site : table.sites()) {
            for (Measure m : table.measures()) {
                if (m.additive() && !m.id().equals(Measure.MARKET) && !m.id().equals("operationalGhg")) {
                    series(table, m, site, findings);
                }
            }
            table.series(Measure.LOCATION, site).values().forEach(f -> factor(table, site, f, findings));
        }
    }

    /** Tonnes for each MWh that no grid has, but a thousandth or a thousandfold of which is usual. */
    private static void factor(Table table, String site, Figure tonnes, Findings findings) {
        Figure energy = table.get(Measure.ENERGY, site, tonnes.year()).orElse(null);
        if (energy == null
                || energy.value() <= 0
                || tonnes.value() <= 0
                || findings.isSlipped(Measure.LOCATION, site, tonnes.year())
                || findings.isSlipped(Measure.ENERGY, site, tonnes.year())) {
            return;
        }
        findings.compared(RULE);
        double factor = tonnes.value() / energy.value();
        for (double k : THOUSANDS) {
            double mended = factor / k;
            if ((factor > 2 || factor < 0.0005) && mended > 0.003 && mended < 1.5) {
                findings.slipped(tonnes);
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

    /** Years in a row that seem to have one unit; {@code level} is what they are multiplied by against the first such run. */
    private record Run(double level, List<Figure> figures) {}

    private static void series(Table table, Measure m, String site, Findings findings) {
        List<Run> runs = runs(table, m, site, findings);
        if (runs.size() < 2) {
            return;
        }
        double usual = usual(table, runs);
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            if (run.level() == usual) {
                continue;
            }
            double k = run.level() / usual;
            Figure first = run.figures().getFirst();
            run.figures().forEach(findings::slipped);
            boolean alone = run.figures().size() == 1;
            String off = Printed.shown(Math.max(k, 1 / k));
            findings.flag(
                    alone ? RULE : CHANGED,
                    first,
                    OptionalDouble.of(first.value() / k),
                    alone
                            ? "about " + Printed.shown(k) + " times the years beside it"
                            : "from " + first.year() + " to "
                                    + run.figures().getLast().year() + " about " + Printed.shown(k)
                                    + " times the years " + (i == 0 ? "after" : "before")
                                    + ": the unit changed, and the column does not say so",
                    (alone ? "the figure is" : run.figures().size() + " figures are") + " wrong by a factor of " + off
                            + ", and so is every total with " + (alone ? "it" : "them"),
                    Severity.ERROR);
        }
    }

    private static List<Run> runs(Table table, Measure m, String site, Findings findings) {
        List<Run> runs = new ArrayList<>();
        Figure before = null;
        for (Figure f : table.series(m.id(), site).values()) {
            if (f.value() <= 0) {
                continue;
            }
            double step = 1;
            if (before != null) {
                findings.compared(RULE);
                Figure earlier = before;
                step = THOUSANDS.stream()
                        .filter(k -> near(f, earlier, k) && othersSteady(table, m, site, earlier.year(), f.year()))
                        .findFirst()
                        .orElse(1.0);
            }
            if (runs.isEmpty() || step != 1) {
                double level = runs.isEmpty() ? 1 : runs.getLast().level() * step;
                runs.add(new Run(Math.abs(level - 1) < 1e-6 ? 1 : level, new ArrayList<>()));
            }
            runs.getLast().figures().add(f);
            before = f;
        }
        return runs;
    }

    /** The level that is right: where intensities are possible, else where most years stand, the earlier of two. */
    private static double usual(Table table, List<Run> runs) {
        Map<Double, int[]> votes = new LinkedHashMap<>();
        for (Run run : runs) {
            int[] v = votes.computeIfAbsent(run.level(), k -> new int[2]);
            v[0] += (int) run.figures().stream().filter(f -> possible(table, f)).count();
            v[1] += run.figures().size();
        }
        return votes.entrySet().stream()
                .max(Comparator.<Map.Entry<Double, int[]>>comparingDouble(
                                e -> (double) e.getValue()[0] / e.getValue()[1])
                        .thenComparingInt(e -> e.getValue()[1]))
                .orElseThrow()
                .getKey();
    }

    /** Whether water or tonnes for each MWh are such as a site can have; true where the table cannot tell. */
    private static boolean possible(Table table, Figure f) {
        String site = Table.key(f.site());
        String id = f.measure().id();
        boolean energy = id.equals(Measure.ENERGY);
        if (!energy && !f.measure().dimension().equals(Dimension.WATER) && !id.equals(Measure.LOCATION)) {
            return true;
        }
        List<String> tops = energy ? List.of(Measure.LOCATION, Measure.WITHDRAWAL) : List.of(id);
        for (String top : tops) {
            Figure over = energy ? table.get(top, site, f.year()).orElse(null) : f;
            Figure mwh = energy ? f : table.get(Measure.ENERGY, site, f.year()).orElse(null);
            if (over != null && mwh != null && over.value() > 0 && mwh.value() > 0) {
                double each = over.value() / mwh.value();
                boolean water = !top.equals(Measure.LOCATION);
                if (water ? each > 20 || each < 0.001 : each > 1.5 || each < 0.0005) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean near(Figure f, Figure other, double k) {
        double ratio = f.value() / other.value() / k;
        return other.value() > 20 * (other.high() - other.low()) && ratio > 0.4 && ratio < 2.5;
    }

    /** Whether the site's other amounts went on as before; without others only a year between two can tell. */
    private static boolean othersSteady(Table table, Measure m, String site, int before, int year) {
        int others = 0;
        int steady = 0;
        for (Measure o : table.measures()) {
            Figure here = table.get(o.id(), site, year).orElse(null);
            Figure beside = table.get(o.id(), site, before).orElse(null);
            if (!o.additive() || o.id().equals(m.id()) || here == null || beside == null || beside.value() <= 0) {
                continue;
            }
            others++;
            double ratio = here.value() / beside.value();
            steady += ratio >= 0.3 && ratio <= 3 ? 1 : 0;
        }
        return others == 0 ? table.series(m.id(), site).size() > 2 : 2 * steady >= others && steady > 0;
    }
}
