/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.statement.Statement;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
                v.met() ? "kept" : "NOT KEPT", v.measure(), percent(v.availability()), percent(v.target()));
        for (Statement.Measured m : s.measures()) {
            out.printf(
                    "  %-11s %14s   before exclusions %14s   %s%n",
                    m.measure(), percent(m.availability()), percent(m.raw()), m.says());
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
        out.println("credit    " + credit(s));
        if (s.credit().damagesCents() > 0) {
            out.println("damages   " + money(s.credit().currency(), s.credit().damagesCents()) + " for late delivery");
        }
        out.println("claim     " + claim(s.claim()));
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

    static String credit(Statement s) {
        Statement.Owed c = s.credit();
        if (c.creditCents().isEmpty()) {
            return percent(c.share()) + " of an unknown fee";
        }
        return money(c.currency(), c.creditCents().get()) + ", " + percent(c.share()) + " of "
                + c.feeCents().map(f -> money(c.currency(), f)).orElse("an unknown fee")
                + (c.capped() ? ", held to the cap of " + percent(c.cap()) : "")
                + c.below().map(b -> ", below " + percent(b)).orElse("");
    }

    static String claim(Statement.ClaimClock c) {
        String until = c.deadline().map(d -> " until " + d).orElse("");
        return switch (c.state()) {
            case "WINDOW_RUNS" -> "the window still runs";
            case "NOTHING_OWED" -> "nothing is owed";
            case "NO_CLAIM_NEEDED" -> "none needed, the credit is given";
            case "OPEN" -> "open" + until + ", " + c.secondsLeft() / 86_400 + " days left";
            case "CLAIMED" -> "claimed" + c.claimed().map(x -> " at " + x).orElse("");
            default -> "lapsed: nobody claimed" + until;
        };
    }

    static String money(String currency, long cents) {
        return String.format(
                Locale.ROOT, "%s%,d.%02d", currency.isEmpty() ? "" : currency + " ", cents / 100, cents % 100);
    }

    static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    static String percent(Optional<BigDecimal> share) {
        return share.map(StatementText::percent).orElse("");
    }
}
