/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.Verification;
import io.plimsoll.model.AssuranceLevel;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a verification to a technician: the repairs first, then what was not looked at and why. */
final class VerificationText {

    private static final int PROOFS_MAX = 12;

    private final PrintWriter out;

    VerificationText(PrintWriter out) {
        this.out = out;
    }

    void print(String observed, String plan, Verification verification) {
        Verification.Summary summary = verification.summary();
        out.println(observed + " against " + plan);
        out.printf(
                "%,d of %,d cables verified: %s.%n",
                summary.cablesVerified(), summary.cablesPlanned(), levels(summary));
        if (verification.repairOrders().isEmpty()) {
            out.println("Nothing to repair.");
        } else {
            out.printf(
                    "%n%,d repair orders for %,d findings, worst first:%n", summary.repairOrders(), summary.findings());
            verification.repairOrders().forEach(this::order);
            out.println();
            out.println(
                    summary.leftAfterRepair() == 0
                            ? "Carried out in simulation, these orders leave nothing that differs from the plan."
                            : "Carried out in simulation, these orders leave " + summary.leftAfterRepair()
                                    + " cables that differ: please report this.");
        }
        notVerified(summary);
        summary.notes().forEach(note -> out.println("Note: " + note));
    }

    private static String levels(Verification.Summary summary) {
        List<String> parts = new ArrayList<>();
        for (AssuranceLevel level : AssuranceLevel.values()) {
            int count = summary.byAssurance().getOrDefault(level, 0);
            if (count > 0 && level != AssuranceLevel.UNCHECKED) {
                parts.addFirst(String.format(Locale.ROOT, "%,d by %s", count, level.words()));
            }
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private void order(RepairOrder order) {
        out.printf(
                "%n%-8s %s  %s%s%n",
                order.severity(),
                order.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                order.id(),
                order.location().isEmpty() ? "" : "  at " + order.location());
        int n = 1;
        for (RepairOrder.Move move : order.moves()) {
            out.println("   " + n++ + ". " + move.text());
        }
        order.proof().stream().limit(PROOFS_MAX).forEach(proof -> out.println("      because: " + proof));
    }

    private void notVerified(Verification.Summary summary) {
        int not = summary.cablesPlanned() - summary.cablesVerified();
        if (not == 0) {
            out.println("Every planned cable was verified.");
            return;
        }
        out.printf("%n%,d cables were not verified:%n", not);
        for (Map.Entry<String, Integer> reason : summary.cablesNotVerified().entrySet()) {
            out.printf("  %,7d  %s%n", reason.getValue(), reason.getKey());
        }
    }
}
