/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Boundaries that moved: a settled row that leaves its course, an amount that falls in one scope and rises in another, a
 * boundary column that changes its words.
 */
final class BoundaryRule implements Rule {

    private static final String RULE = "BOUNDARY_MOVED";

    @Override
    public void check(Table table, Findings findings) {
        words(table, findings);
        for (String measure : List.of(Measure.ENERGY, Measure.IT_ENERGY)) {
            for (String site : table.leaves(measure)) {
                course(table, measure, site, findings);
            }
        }
        for (String site : table.sites()) {
            between(table, site, findings);
        }
        rows(table, findings);
        for (String measure : List.of(Measure.ENERGY, Measure.IT_ENERGY)) {
            swaps(table, measure, findings);
        }
    }

    /** How far a settled row left its course in a year, as an amount. */
    private record Departure(Figure figure, double amount) {}

    /** One row falls off its course and another rises off its own by about as much, in the same year. */
    private static void swaps(Table table, String measure, Findings findings) {
        for (int year : table.years()) {
            List<Departure> all = table.leaves(measure).stream()
                    .filter(s -> !findings.isSlipped(measure, s, year))
                    .flatMap(s -> departure(table.series(measure, s), year).stream())
                    .toList();
            for (Departure down : all) {
                for (Departure up : all) {
                    findings.compared(RULE);
                    double more = up.amount() + down.amount();
                    if (down.amount() < 0
                            && up.amount() > 0
                            && Math.abs(more) < 0.35 * Math.max(up.amount(), -down.amount())) {
                        findings.flag(
                                RULE,
                                down.figure(),
                                OptionalDouble.of(down.figure().value() - down.amount()),
                                "falls off its course by about " + Printed.shown(-down.amount()) + " while "
                                        + up.figure().site() + " rises off its own by " + Printed.shown(up.amount())
                                        + ": halls may have been moved from one row to the other",
                                "neither row can be compared with the years before " + year,
                                Severity.WARNING);
                    }
                }
            }
        }
    }

    private static Optional<Departure> departure(NavigableMap<Integer, Figure> series, int year) {
        Figure here = series.get(year);
        List<Figure> past = new ArrayList<>(series.headMap(year, false).values());
        if (here == null || past.size() < 3) {
            return Optional.empty();
        }
        double most = 0;
        double least = 0;
        double all = 0;
        for (int i = 1; i < past.size(); i++) {
            double growth = past.get(i).value() / Math.max(past.get(i - 1).value(), 1e-9) - 1;
            most = Math.max(most, growth);
            least = Math.min(least, growth);
            all += growth;
        }
        double usual = all / (past.size() - 1);
        double growth = here.value() / Math.max(past.getLast().value(), 1e-9) - 1;
        boolean off = growth < Math.min(-0.1, 2.5 * least) || (growth > 0.1 && growth > 2 * most);
        return off
                ? Optional.of(new Departure(here, here.value() - past.getLast().value() * (1 + usual)))
                : Optional.empty();
    }

    private static void words(Table table, Findings findings) {
        table.texts("boundary").forEach((site, series) -> {
            Map.Entry<Integer, String> before = null;
            for (Map.Entry<Integer, String> e : series.entrySet()) {
                findings.compared(RULE);
                if (before != null && !before.getValue().equalsIgnoreCase(e.getValue())) {
                    findings.flag(new Flag(
                            RULE,
                            table.name(site),
                            e.getKey(),
                            "boundary",
                            "",
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            "the boundary is '" + e.getValue() + "', in " + before.getKey() + " it was '"
                                    + before.getValue() + "'",
                            "years before " + e.getKey() + " must be restated before they can be compared",
                            Severity.WARNING,
                            0));
                }
                before = e;
            }
        });
    }

    /** A row with at least two years of growth behind it that suddenly grows or shrinks far beyond any of them. */
    private static void course(Table table, String measure, String site, Findings findings) {
        NavigableMap<Integer, Figure> series = table.series(measure, site);
        List<Figure> past = new ArrayList<>();
        for (Figure f : series.values()) {
            if (past.size() >= 3 && !findings.isSlipped(measure, site, f.year())) {
                findings.compared(RULE);
                double largest = 0;
                double swing = 0;
                for (int i = 1; i < past.size(); i++) {
                    double growth =
                            past.get(i).value() / Math.max(past.get(i - 1).value(), 1e-9) - 1;
                    largest = Math.max(largest, growth);
                    swing = Math.max(swing, Math.abs(growth));
                }
                Figure before = past.getLast();
                double growth = f.value() / Math.max(before.value(), 1e-9) - 1;
                boolean up =
                        growth > 0.5 && growth > 2.5 * largest && before.value() > 20 * (before.high() - before.low());
                boolean down = growth < -0.35 && -growth > 2.5 * swing;
                if (up || down) {
                    jump(table, site, f, before, growth, Math.max(largest, 0), findings);
                }
            }
            past.add(f);
        }
    }

    private static void jump(
            Table table, String site, Figure f, Figure before, double growth, double largest, Findings findings) {
        double expected = before.value() * (1 + largest);
        double more = f.value() - expected;
        String overhead =
                table.kind(site) == SiteKind.LEASED ? "; overhead of leased space may have come over from Scope 3" : "";
        findings.flag(
                RULE,
                f,
                OptionalDouble.of(expected),
                Printed.percent(growth) + " in one year, after at most " + Printed.percent(largest)
                        + " in the years before: sites were moved between rows, or the boundary changed" + overhead,
                "up to " + Printed.shown(Math.abs(more)) + " "
                        + f.measure().dimension().unit() + (more > 0 ? " came into" : " left")
                        + " this row; years before are not comparable",
                Severity.WARNING);
    }

    /** What one scope loses another gains, in the same row. */
    private static void between(Table table, String site, Findings findings) {
        List<Measure> scopes = table.measures().stream()
                .filter(m -> (m.dimension() == Dimension.MASS && m.additive() && m.id().startsWith("scope"))
                        || m.id().equals(Measure.LOCATION)
                        || m.id().equals(Measure.MARKET))
                .toList();
        for (Measure a : scopes) {
            for (Measure b : scopes) {
                boolean nested = a.id().startsWith(b.id()) || b.id().startsWith(a.id());
                if (!nested
                        && !(a.id().equals(Measure.LOCATION) && b.id().equals(Measure.MARKET))
                        && !(b.id().equals(Measure.LOCATION) && a.id().equals(Measure.MARKET))) {
                    moved(table.series(a.id(), site), table.series(b.id(), site), findings);
                }
            }
        }
    }

    /** Rows that are scopes, categories or kinds of space, under one measure. */
    private static void rows(Table table, Findings findings) {
        List<String> special = table.sites().stream()
                .filter(s -> table.kind(s) == SiteKind.LEASED
                        || s.contains("scope")
                        || s.startsWith("category")
                        || s.contains("other"))
                .toList();
        for (Measure m : table.measures()) {
            if (m.additive()) {
                for (String a : special) {
                    for (String b : special) {
                        if (!a.equals(b)) {
                            moved(table.series(m.id(), a), table.series(m.id(), b), findings);
                        }
                    }
                }
            }
        }
    }

    private static void moved(NavigableMap<Integer, Figure> from, NavigableMap<Integer, Figure> to, Findings findings) {
        for (Figure f : from.values()) {
            Figure fromBefore = from.get(f.year() - 1);
            Figure toBefore = to.get(f.year() - 1);
            Figure t = to.get(f.year());
            if (fromBefore == null || toBefore == null || t == null) {
                continue;
            }
            findings.compared(RULE);
            double lost = fromBefore.value() - f.value();
            double gained = t.value() - toBefore.value();
            double step = f.high() - f.low() + t.high() - t.low();
            if (lost > 0.25 * fromBefore.value()
                    && lost > 50 * step
                    && gained > 0.05 * Math.max(toBefore.value(), 1)
                    && Math.abs(gained - lost) < 0.02 * lost + step) {
                findings.flag(
                        RULE,
                        t,
                        OptionalDouble.of(toBefore.value()),
                        "rises by " + Printed.shown(gained) + " while " + f.site() + " "
                                + f.measure().id() + " falls by " + Printed.shown(lost)
                                + ": the same amount, so it was moved",
                        Printed.shown(gained) + " " + t.measure().dimension().unit()
                                + " changed their place and not their size; " + (f.year() - 1) + " needs restating",
                        Severity.WARNING);
            }
        }
    }
}
