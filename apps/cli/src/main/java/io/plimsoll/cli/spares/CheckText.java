/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.spares;

import io.plimsoll.spares.check.StockCheck;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints a simulation check. */
final class CheckText {

    private CheckText() {}

    static void print(StockCheck check, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "check     %s: expected backorders %.6f by formula, %.6f (95 %%: %.6f to %.6f) in %d simulated replications, seed %d%n",
                check.agrees() ? "holds" : "DOES NOT HOLD",
                check.expected(),
                check.simulated(),
                check.low(),
                check.high(),
                check.replications(),
                check.seed());
        out.printf(
                Locale.ROOT,
                "          fill rate %.4f simulated; %d of %d parts outside their own 95 %% interval (by chance about %.1f)%n",
                check.fillRate(),
                check.outside(),
                check.parts().size(),
                check.parts().size() * 0.05);
    }
}
