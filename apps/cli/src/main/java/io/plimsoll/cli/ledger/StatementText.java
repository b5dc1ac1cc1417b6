/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.server.statement.StatementWords;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A statement for people. */
final class StatementText {

    private static final int ROWS_MAX = 20;

    private StatementText() {}

    static void print(Statement s, PrintWriter out) {
        out.printf(
                "%s%s, %s, %s to %s%n",
                s.commitment(),
                s.customer().isEmpty() ? "" : " for " + s.customer(),
                s.unit(),
                s.window().from(),
                s.window().until());
        Statement.Verdict v = s.availability();
        out.printf(
                "%s: %s %s of target %s%n%n",
                v.met() ? "kept" : "NOT KEPT",
                v.measure(),
                StatementWords.percent(v.availability()),
                StatementWords.percent(v.target()));
        for (Statement.Measured m : s.measures()) {
            out.printf(
                    "  %-11s %14s   before exclusions %14s   %s%n",
                    m.measure(), StatementWords.percent(m.availability()), StatementWords.percent(m.raw()), m.says());
        }
        out.printf(
                Locale.ROOT,
                "%nshort     %,d seconds, %,d of %,d unit-seconds%n",
                s.delivered().shortSeconds(),
                s.delivered().shortUnitSeconds(),
                s.delivered().promisedUnitSeconds());
        rows(
                s.shortfalls().stream()
                        .map(f -> f.from() + " to " + f.until() + "  " + f.deliverable() + " of " + f.promised()
                                + " deliverable, " + f.missing() + " missing")
                        .toList(),
                out);
        out.printf(Locale.ROOT, "outages   %,d%n", s.outages().size());
        out.println("credit    " + StatementWords.credit(s));
        if (s.credit().damagesCents() > 0) {
            out.println("damages   "
                    + StatementWords.money(s.credit().currency(), s.credit().damagesCents()) + " for late delivery");
        }
        out.println("claim     " + StatementWords.claim(s.claim()));
        s.termination()
                .ifPresent(t -> out.printf(
                        "breaches  %d of the last %d months; %s%n",
                        t.seen(),
                        t.months(),
                        t.mayEnd() ? "the customer may end the contract" : "the right to end needs " + t.breaches()));
        s.hotSpares()
                .ifPresent(h -> out.printf(
                        Locale.ROOT,
                        "spares    at least %d of %d hot spares stood by; short for %,d seconds%n",
                        h.least(),
                        h.nodes(),
                        h.shortSeconds()));
        s.delays().stream()
                .filter(d -> d.lateDays() > 0)
                .forEach(d -> out.printf(
                        "delay     %d units committed for %s, %s: %d days late%s%n",
                        d.added(),
                        d.committed(),
                        d.delivered().map(x -> "delivered " + x).orElse("not delivered yet"),
                        d.lateDays(),
                        d.mayEnd() ? "; past the long stop" : ""));
        s.ledger()
                .forEach(b -> out.printf(
                        Locale.ROOT,
                        "ledger    %s %,d GPU-seconds, %s%n",
                        b.unitClass(),
                        b.sum(),
                        b.conserved() ? "as many as installed" : "but " + b.installed() + " installed"));
        s.notes().forEach(n -> out.println("note      " + n));
    }

    private static void rows(List<String> rows, PrintWriter out) {
        rows.stream().limit(ROWS_MAX).forEach(r -> out.println("  " + r));
        if (rows.size() > ROWS_MAX) {
            out.println("  and " + (rows.size() - ROWS_MAX) + " more; --json has all");
        }
    }
}
