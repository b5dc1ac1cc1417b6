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

/** A total against the sum of its parts, within what rounding of every part and of the total can explain. */
final class TotalsRule implements Rule {

    private static final String RULE = "TOTAL_NOT_SUM";

    private record Sum(List<Figure> parts, Span span, boolean partMissing) {
        boolean closes(Figure total) {
            return partMissing ? span.low() <= total.high() : Span.of(total).meets(span, 0);
        }

        double offBy(Figure total) {
            return Math.abs(total.value() - span.value());
        }
    }

    private record Miss(Figure total, Sum sum) {}

    @Override
    public void check(Table table, Findings findings) {
        for (Measure m : table.measures()) {
            if (!m.additive()) {
                continue;
            }
            List<String> leaves = table.leaves(m.id());
            for (String site : table.sites()) {
                if (table.kind(site).isSum() && !leaves.contains(site)) {
                    total(table, m, site, leaves, findings);
                }
            }
        }
    }

    private static void total(Table table, Measure m, String site, List<String> leaves, Findings findings) {
        List<Miss> missed = new ArrayList<>();
        int years = 0;
        for (Figure total : table.series(m.id(), site).values()) {
            List<Sum> sums = sums(table, m, site, total.year(), leaves);
            if (sums.isEmpty()) {
                continue;
            }
            years++;
            findings.compared(RULE);
            if (sums.stream().noneMatch(s -> s.closes(total))) {
                missed.add(new Miss(
                        total,
                        sums.stream()
                                .min(Comparator.comparingDouble(s -> s.offBy(total)))
                                .orElseThrow()));
            }
        }
        boolean alwaysShort = missed.size() == years
                && missed.stream()
                        .allMatch(x -> x.sum().span().value() < 0.98 * x.total().value());
        boolean partial = alwaysShort
                && (years > 1
                        || missed.stream()
                                .allMatch(x ->
                                        x.sum().span().value() < 0.8 * x.total().value()));
        missed.forEach(x -> tell(table, x, partial, findings));
    }

    /** The ways in which a total may be meant to add up, in the order in which a reader would try them. */
    private static List<Sum> sums(Table table, Measure m, String site, int year, List<String> leaves) {
        SiteKind kind = table.kind(site);
        List<Sum> sums = new ArrayList<>();
        List<String> under = leaves.stream()
                .filter(s -> !s.equals(site) && table.kind(s).under(kind))
                .toList();
        if (kind == SiteKind.TOTAL || kind == SiteKind.DATA_CENTRES_TOTAL) {
            List<String> subtotals = table.sites().stream()
                    .filter(s -> !s.equals(site)
                            && !leaves.contains(s)
                            && table.kind(s).isSum())
                    .filter(s -> table.kind(s) != SiteKind.TOTAL && table.kind(s) != kind)
                    .filter(s -> kind == SiteKind.TOTAL || table.kind(s) != SiteKind.OFFICES_TOTAL)
                    .filter(s -> table.get(m.id(), s, year).isPresent())
                    .toList();
            boolean centres = subtotals.stream().anyMatch(s -> table.kind(s) == SiteKind.DATA_CENTRES_TOTAL);
            List<String> level = new ArrayList<>(subtotals.stream()
                    .filter(s -> !centres
                            || table.kind(s) == SiteKind.DATA_CENTRES_TOTAL
                            || table.kind(s) == SiteKind.OFFICES_TOTAL)
                    .toList());
            under.stream()
                    .filter(s -> level.stream().noneMatch(t -> table.kind(s).under(table.kind(t))))
                    .forEach(level::add);
            if (!subtotals.isEmpty()) {
                sum(table, m, level, year).ifPresent(sums::add);
            }
        }
        sum(table, m, under, year).ifPresent(sums::add);
        return sums;
    }

    private static Optional<Sum> sum(Table table, Measure m, List<String> sites, int year) {
        List<Figure> parts = new ArrayList<>();
        boolean missing = false;
        for (String s : sites) {
            Optional<Figure> f = table.get(m.id(), s, year);
            f.ifPresent(parts::add);
            var series = table.series(m.id(), s);
            missing |= f.isEmpty() && !series.isEmpty() && series.firstKey() < year && series.lastKey() > year;
        }
        return parts.size() < 2 ? Optional.empty() : Optional.of(new Sum(parts, Span.sum(parts), missing));
    }

    private static void tell(Table table, Miss miss, boolean partial, Findings findings) {
        Figure total = miss.total();
        Span sum = miss.sum().span();
        double off = total.value() - sum.value();
        double rounding = (sum.high() - sum.low() + total.high() - total.low()) / 2;
        String unit = total.measure().dimension().unit();
        String cause = partial
                ? ": the table may list only part of the sites"
                : Residual.explain(table, total, miss.sum().parts());
        findings.flag(
                RULE,
                total,
                OptionalDouble.of(sum.value()),
                miss.sum().parts().size() + " parts add up to " + Printed.shown(sum.value()) + " " + unit
                        + "; rounding explains at most " + Printed.shown(rounding) + cause,
                "the total is " + Printed.shown(Math.abs(off)) + " " + unit + " ("
                        + Printed.percent(Math.abs(off) / Math.max(Math.abs(total.value()), 1e-12)) + ") "
                        + (off > 0 ? "above" : "below") + " its parts",
                partial ? Severity.WARNING : Severity.ERROR);
    }
}
