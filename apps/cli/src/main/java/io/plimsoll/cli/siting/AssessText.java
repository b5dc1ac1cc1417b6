/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.siting;

import io.plimsoll.siting.assess.Assessment;
import io.plimsoll.siting.assess.Outcome;
import io.plimsoll.siting.assess.Portfolio;
import io.plimsoll.siting.assess.Reason;
import java.io.PrintWriter;
import java.util.Locale;

/** Verdicts for people: all reasons for a few buildings, one line each for many. */
final class AssessText {

    private static final int WHOLE_MOST = 5;

    private AssessText() {}

    static void print(Portfolio portfolio, PrintWriter out) {
        boolean whole = portfolio.buildings().size() <= WHOLE_MOST;
        for (Assessment a : portfolio.buildings()) {
            if (whole) {
                whole(a, out);
            } else {
                out.printf(Locale.ROOT, "%-12s %-28s %s%n", a.verdict(), a.building(), a.headline());
            }
        }
        if (portfolio.buildings().size() > 1) {
            Portfolio.Summary s = portfolio.summary();
            out.printf(
                    Locale.ROOT,
                    "%n%,d buildings by profile %s: %,d cleared, %,d not cleared, %,d unknown%n",
                    s.buildings(),
                    portfolio.profile(),
                    s.cleared(),
                    s.notCleared(),
                    s.unknown());
        }
        portfolio.notes().forEach(n -> out.println("note      " + n));
    }

    private static void whole(Assessment a, PrintWriter out) {
        out.printf("%s: %s (profile %s)%n", a.building(), a.verdict(), a.profile());
        for (Assessment.Zone z : a.zones()) {
            out.printf(
                    Locale.ROOT,
                    "  %5.1f %%  zone %s: %s  [%s]%n",
                    100 * z.share(),
                    z.zone(),
                    z.meaning().words(),
                    z.layer());
        }
        for (Reason r : a.reasons()) {
            String word =
                    r.outcome() == Outcome.NOTE ? "note" : r.outcome().name().toLowerCase(Locale.ROOT);
            out.printf("  %-8s %s: %s%n           %s  [%s]%n", word, r.rule(), r.says(), r.source(), r.layer());
        }
        for (Assessment.Near near : a.distances()) {
            out.printf(
                    Locale.ROOT,
                    "  %,9.0f m to the next %s  [%s]%n",
                    near.metres(),
                    near.kind().words(),
                    near.layer());
        }
        a.notes().forEach(n -> out.println("  note      " + n));
        out.println();
    }
}
