/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import java.util.ArrayList;
import java.util.List;

/** What the model takes for granted and a reader of the answer has to know. */
final class Notes {

    private Notes() {}

    static List<String> of(SparesProblem problem) {
        List<String> notes = new ArrayList<>();
        if (problem.method() != Method.EXACT) {
            notes.add(problem.method().says());
        }
        notes.add(
                "repair is ample: no failed unit waits for a bench or a technician; with a busy bench the stock is too low");
        boolean clustered = problem.parts().stream().anyMatch(p -> p.varianceToMean() > 1);
        boolean twoEchelons = problem.parts().stream().anyMatch(p -> p.depot().isPresent());
        if (clustered) {
            notes.add(
                    "fill rate with clustered demand (variance-to-mean above 1) counts a batch as single demands: APPROXIMATION");
        }
        if (clustered && twoEchelons) {
            notes.add(
                    "APPROXIMATION: with clustered demand the depot's backorders are split over sites one by one; a batch belongs to one site");
        }
        if (twoEchelons) {
            notes.add(
                    "with a depot the least loss of a part need not be convex in its units; the curve runs along the lower convex hull,"
                            + " the levels do not");
        }
        return notes;
    }
}
