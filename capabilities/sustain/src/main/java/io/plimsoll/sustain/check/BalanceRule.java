/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Columns of one row that must fit each other: water in, out and consumed; scopes and their sum; parts below their whole. */
final class BalanceRule implements Rule {

    private static final String RULE = "BALANCE";
    private static final String PART = "PART_ABOVE_WHOLE";

    private record Identity(String whole, List<String> plus, List<String> minus, String says) {}

    private static final List<Identity> IDENTITIES = List.of(
            new Identity(
                    Measure.CONSUMPTION,
                    List.of(Measure.WITHDRAWAL),
                    List.of(Measure.DISCHARGE),
                    "water consumed is withdrawal less discharge"),
            new Identity(
                    Measure.TOTAL_GHG,
                    List.of(Measure.SCOPE_1, Measure.MARKET, Measure.SCOPE_3),
                    List.of(),
                    "the total is Scope 1, market-based Scope 2 and Scope 3"),
            new Identity(
                    Measure.TOTAL_GHG,
                    List.of(Measure.SCOPE_1, "scope2", Measure.SCOPE_3),
                    List.of(),
                    "the total is the sum of the scopes"),
            new Identity(
                    "operationalGhg",
                    List.of(Measure.SCOPE_1, Measure.MARKET),
                    List.of(),
                    "operational tonnes are Scope 1 and market-based Scope 2"),
            new Identity("netGhg", List.of(Measure.TOTAL_GHG), List.of("removals"), "net is the total less removals"));

    private static final List<List<String>> PARTS = List.of(
            List.of(Measure.IT_ENERGY, Measure.ENERGY, "energy of the IT is part of the site's energy"),
            List.of(Measure.CONSUMPTION, Measure.WITHDRAWAL, "no site consumes more water than it withdraws"),
            List.of("reusedHeat", Measure.ENERGY, "reused heat comes out of the site's energy"));

    @Override
    public void check(Table table, Findings findings) {
        for (String site : table.sites()) {
            for (int year : table.years()) {
                IDENTITIES.forEach(i -> identity(table, i, site, year, findings));
                PARTS.forEach(p -> part(table, p, site, year, findings));
            }
        }
    }

    private static void identity(Table table, Identity i, String site, int year, Findings findings) {
        Figure whole = table.get(i.whole(), site, year).orElse(null);
        List<Figure> plus = new ArrayList<>();
        List<Figure> minus = new ArrayList<>();
        i.plus().forEach(m -> table.get(m, site, year).ifPresent(plus::add));
        i.minus().forEach(m -> table.get(m, site, year).ifPresent(minus::add));
        if (whole == null
                || plus.size() < i.plus().size()
                || minus.size() < i.minus().size()) {
            return;
        }
        findings.compared(RULE);
        Span sum = Span.sum(plus).minus(Span.sum(minus));
        Span seen = Span.of(whole);
        // A difference was rounded again when it was printed: one more half step.
        Span wide = new Span(seen.value(), 2 * seen.low() - seen.value(), 2 * seen.high() - seen.value());
        if (!wide.meets(sum, 0)) {
            double off = whole.value() - sum.value();
            findings.flag(
                    RULE,
                    whole,
                    OptionalDouble.of(sum.value()),
                    i.says() + ": " + Printed.shown(sum.value()),
                    "off by " + Printed.shown(off) + " "
                            + whole.measure().dimension().unit() + " ("
                            + Printed.percent(Math.abs(off) / Math.max(Math.abs(sum.value()), 1e-12)) + ")",
                    Severity.ERROR);
        }
    }

    private static void part(Table table, List<String> p, String site, int year, Findings findings) {
        Figure part = table.get(p.get(0), site, year).orElse(null);
        Figure whole = table.get(p.get(1), site, year).orElse(null);
        if (part == null || whole == null) {
            return;
        }
        findings.compared(PART);
        if (part.low() > whole.high()) {
            findings.flag(
                    PART,
                    part,
                    OptionalDouble.of(whole.value()),
                    p.get(2),
                    Printed.shown(part.value() - whole.value()) + " "
                            + part.measure().dimension().unit() + " more than there can be",
                    Severity.ERROR);
        }
    }
}
