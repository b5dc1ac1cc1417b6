/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A published ratio against the numerator and denominator of the same table. Every natural reading is tried before a flag is
 * raised: the row itself, the data centres, the whole, the sites without what is leased; withdrawal and consumption of water.
 */
final class RatioRule implements Rule {

    private static final String OTHER_YEAR = "RATIO_OTHER_YEAR";
    private static final String NOT_DERIVABLE = "RATIO_NOT_DERIVABLE";
    private static final String BASIS = "RATIO_BASIS";
    private static final String SLIP = "UNIT_SLIP";

    /** A way to compute the ratio. */
    private record Reading(Rows rows, String numerator, Span ratio, String says, boolean bound) {}

    /** Rows that together stand for the ratio's place. */
    private record Rows(String says, List<String> sites) {}

    @Override
    public void check(Table table, Findings findings) {
        for (Measure m : table.measures()) {
            if (m.isRatio()) {
                for (String site : table.sites()) {
                    table.series(m.id(), site).values().stream()
                            .filter(Figure::exact)
                            .forEach(f -> ratio(table, site, f, findings));
                }
            }
        }
    }

    private static void ratio(Table table, String site, Figure f, Findings findings) {
        List<Rows> rows = rows(table, site);
        List<Reading> readings = new ArrayList<>();
        for (String numerator : f.measure().numerators()) {
            for (Rows r : rows) {
                reading(table, f, r, numerator, f.year(), f.year()).ifPresent(readings::add);
            }
        }
        if (readings.isEmpty()) {
            return;
        }
        if (slipped(f, readings.getFirst(), findings)) {
            return;
        }
        findings.compared(NOT_DERIVABLE);
        Span seen = Span.of(f);
        Reading usual = readings.getFirst();
        if (readings.stream()
                .filter(r -> r.numerator().equals(usual.numerator()))
                .anyMatch(r -> r.ratio().meets(seen, 0.001))) {
            return;
        }
        Optional<Reading> otherBasis =
                readings.stream().filter(r -> r.ratio().meets(seen, 0.001)).findFirst();
        if (otherBasis.isPresent()) {
            tell(
                    BASIS,
                    f,
                    usual,
                    "it follows from " + otherBasis.get().says() + ", not from " + usual.says(),
                    Severity.INFO,
                    findings);
            return;
        }
        Optional<String> year = otherYear(table, f, usual);
        if (year.isPresent()) {
            tell(OTHER_YEAR, f, usual, year.get(), Severity.ERROR, findings);
            return;
        }
        Optional<UnitSlipRule.Slip> slip = slip(f, usual);
        if (slip.isPresent()) {
            boolean unsaid = f.measure().id().contains("/"); // an intensity may be meant in another unit
            tell(
                    SLIP,
                    f,
                    usual,
                    slip.get().meaning() + ": " + usual.says() + " gives "
                            + Printed.shown(usual.ratio().value()),
                    unsaid ? Severity.INFO : Severity.ERROR,
                    findings);
            return;
        }
        notDerivable(f, usual, readings, findings);
    }

    /** Whether a unit in doubt is what the ratio would stumble over; it is told already. */
    private static boolean slipped(Figure f, Reading usual, Findings findings) {
        return usual.rows().sites().stream()
                .anyMatch(s -> findings.isSlipped(usual.numerator(), s, f.year())
                        || findings.isSlipped(f.measure().denominator(), s, f.year()));
    }

    /** Thousands, and gallons where the ratio is sharp enough to tell them from chance. */
    private static Optional<UnitSlipRule.Slip> slip(Figure f, Reading usual) {
        Span seen = Span.of(f);
        return UnitSlipRule.SLIPS.stream()
                .filter(s -> !usual.bound() && usual.ratio().times(s.factor()).meets(seen, 0.005))
                .filter(s -> s.factor() > 100
                        || s.factor() < 0.01
                        || (f.measure().dimension() == Dimension.WATER_RATIO
                                && seen.width() < 0.01
                                && s.meaning().contains("gallon")))
                .findFirst();
    }

    private static void notDerivable(Figure f, Reading usual, List<Reading> readings, Findings findings) {
        Reading nearest = readings.stream()
                .min(Comparator.comparingDouble(
                        r -> Math.abs(Math.log(Math.max(r.ratio().value(), 1e-12) / Math.max(f.value(), 1e-12)))))
                .orElseThrow();
        String tried = usual.says() + " gives " + Printed.shown(usual.ratio().value());
        if (!nearest.equals(usual)) {
            tried += "; the nearest of " + readings.size() + " readings, " + nearest.says() + ", gives "
                    + Printed.shown(nearest.ratio().value());
        }
        boolean near = Math.abs(f.value() / usual.ratio().value() - 1) < 0.02;
        tell(NOT_DERIVABLE, f, usual, tried, near ? Severity.WARNING : Severity.ERROR, findings);
    }

    private static void tell(String rule, Figure f, Reading usual, String why, Severity severity, Findings findings) {
        double expected = usual.ratio().value();
        findings.flag(
                rule,
                f,
                OptionalDouble.of(expected),
                why,
                "published " + Printed.shown(f.value()) + (usual.bound() ? ", at least " : ", derived ")
                        + Printed.shown(expected) + ": " + Printed.percent(f.value() / expected - 1),
                severity);
    }

    /** Whether the ratio closes with the denominator, or the numerator, of a year beside it. */
    private static Optional<String> otherYear(Table table, Figure f, Reading usual) {
        if (usual.bound() || Math.abs(f.value() / usual.ratio().value() - 1) < 0.015) {
            return Optional.empty();
        }
        Span seen = Span.of(f);
        for (int year : table.years()) {
            boolean beside = Math.abs(year - f.year()) == 1;
            if (year == f.year() || (!beside && seen.width() > 0.004)) {
                continue;
            }
            Optional<Reading> denominator = reading(table, f, usual.rows(), usual.numerator(), f.year(), year);
            if (denominator.isPresent() && denominator.get().ratio().meets(seen, 0.006)) {
                return Optional.of("it closes with the denominator of " + year + ": "
                        + denominator.get().says());
            }
            Optional<Reading> numerator = reading(table, f, usual.rows(), usual.numerator(), year, f.year());
            if (numerator.isPresent() && numerator.get().ratio().meets(seen, 0.001) && seen.width() < 0.02) {
                return Optional.of("it closes with the numerator of " + year + ": "
                        + numerator.get().says());
            }
        }
        return Optional.empty();
    }

    private static List<Rows> rows(Table table, String site) {
        List<Rows> rows = new ArrayList<>();
        rows.add(new Rows(table.name(site), List.of(site)));
        SiteKind kind = table.kind(site);
        boolean own =
                table.has(Measure.ENERGY) && !table.series(Measure.ENERGY, site).isEmpty();
        if (kind.isSum() || !own) {
            for (SiteKind sum : List.of(SiteKind.DATA_CENTRES_TOTAL, SiteKind.TOTAL)) {
                table.sites().stream()
                        .filter(s -> table.kind(s) == sum && !s.equals(site))
                        .forEach(s -> rows.add(new Rows(table.name(s), List.of(s))));
            }
            List<String> leaves = table.leaves(Measure.ENERGY);
            List<String> centres = leaves.stream()
                    .filter(s -> table.kind(s).under(SiteKind.DATA_CENTRES_TOTAL))
                    .toList();
            rows.add(new Rows("all data centres", centres));
            rows.add(new Rows(
                    "data centres that are not leased",
                    centres.stream().filter(s -> table.kind(s) == SiteKind.SITE).toList()));
            rows.add(new Rows("all rows", leaves));
        }
        return rows;
    }

    private static Optional<Reading> reading(
            Table table, Figure f, Rows rows, String numerator, int numeratorYear, int denominatorYear) {
        if (rows.sites().isEmpty()) {
            return Optional.empty();
        }
        Optional<Span> top = sum(table, numerator, rows.sites(), numeratorYear);
        Optional<Span> bottom = sum(table, f.measure().denominator(), rows.sites(), denominatorYear);
        boolean bound = false;
        String of = f.measure().denominator();
        if (bottom.isEmpty()
                && of.equals(Measure.IT_ENERGY)
                && !f.measure().id().equals(Measure.PUE)) {
            Optional<Span> energy = sum(table, Measure.ENERGY, rows.sites(), denominatorYear);
            Optional<Figure> pue = pue(table, f, rows, denominatorYear);
            bound = pue.isEmpty();
            of = bound ? "all energy, of which the IT has at most all and at least a third" : "energy / PUE";
            bottom = energy.map(
                    e -> pue.map(p -> e.over(Span.of(p))).orElse(new Span(e.value(), e.low() / 3, e.high())));
        }
        if (top.isEmpty() || bottom.isEmpty() || bottom.get().low() <= 0) {
            return Optional.empty();
        }
        String years = numeratorYear == denominatorYear ? "" : " (" + numeratorYear + " / " + denominatorYear + ")";
        return Optional.of(new Reading(
                rows,
                numerator,
                top.get().over(bottom.get()),
                numerator + " / " + of + years + " of " + rows.says(),
                bound));
    }

    private static Optional<Figure> pue(Table table, Figure f, Rows rows, int year) {
        Optional<Figure> own = table.get(Measure.PUE, Table.key(f.site()), year);
        if (own.isPresent()) {
            return own;
        }
        if (rows.sites().size() == 1) {
            Optional<Figure> row = table.get(Measure.PUE, rows.sites().getFirst(), year);
            if (row.isPresent()) {
                return row;
            }
        }
        return table.sites().stream()
                .filter(s -> table.kind(s).isSum()
                        || table.sites().size() == 1
                        || table.series(Measure.ENERGY, s).isEmpty())
                .flatMap(s -> table.get(Measure.PUE, s, year).stream())
                .findFirst();
    }

    private static Optional<Span> sum(Table table, String measure, List<String> sites, int year) {
        List<Figure> found = new ArrayList<>();
        sites.forEach(s -> table.get(measure, s, year).ifPresent(found::add));
        return found.isEmpty() ? Optional.empty() : Optional.of(Span.sum(found));
    }
}
