/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.allocate.Proposal;
import io.plimsoll.capacity.ledger.Balances;
import io.plimsoll.capacity.statement.Standing;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints balances and standings as text. */
final class Classes {

    private Classes() {}

    static void print(List<Balances.Row> rows, String amount, PrintWriter out) {
        for (Balances.Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-9s %,d %s in all, %s%n",
                    row.unitClass(),
                    row.sum(),
                    amount,
                    row.conserved() ? "as many as installed" : "but " + row.installed() + " are installed");
            row.gpus()
                    .forEach((state, n) -> out.printf(
                            Locale.ROOT,
                            "  %-10s %,15d   %,12d units%s%n",
                            state,
                            n,
                            row.units().getOrDefault(state, 0L),
                            amount.equals("GPUs") ? "" : " x seconds"));
        }
    }

    static void print(List<Standing> standings, PrintWriter out) {
        if (standings.isEmpty()) {
            return;
        }
        out.println();
        out.printf("%-24s %-28s %9s %12s %9s%n", "commitment", "unit", "promised", "deliverable", "short");
        standings.forEach(s -> out.printf(
                "%-24s %-28s %9d %12d %9s%n",
                s.commitment(),
                s.unit(),
                s.promised(),
                s.deliverable(),
                s.shortfall() == 0 ? "-" : Integer.toString(s.shortfall())));
    }

    static void print(Proposal proposal, PrintWriter out) {
        out.println();
        out.printf(
                "%s is %d short; %d moves help%s%n",
                proposal.commitment(),
                proposal.missing(),
                proposal.moves().size(),
                proposal.unmet() == 0 ? "" : ", and " + proposal.unmet() + " still lack then");
        proposal.moves().forEach(m -> out.printf("  move in %-24s %-10s %s%n", m.unit(), m.from(), m.because()));
        proposal.explanation().forEach(e -> out.println("  " + e));
    }
}
