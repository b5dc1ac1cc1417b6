/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Device;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an error of the driver (XID) during a test makes of its outcome: FAIL, since a healthy GPU logs none under our load; but
 * INCONCLUSIVE for those that a program can cause as well, for it may have been ours.
 */
final class DriverErrors {

    /** NVIDIA, "Xid Errors": causes include the application for these (exception, page fault, stopped, preemptive cleanup). */
    private static final Set<Integer> PERHAPS_OURS = Set.of(13, 31, 43, 45, 68);

    private DriverErrors() {}

    static TestOutcome heard(Device device, TestOutcome outcome) {
        List<Integer> errors = device.driverErrors();
        if (errors.isEmpty()) {
            return outcome;
        }
        String told = errors.stream().distinct().map(x -> "XID " + x).collect(Collectors.joining(", "));
        boolean perhapsOurs = PERHAPS_OURS.containsAll(errors);
        List<String> all = new ArrayList<>(outcome.errors());
        all.add("the driver reported " + told + " during this test"
                + (perhapsOurs ? ", which a program can cause as well: it may be ours" : ""));
        Verdict verdict = perhapsOurs ? Verdict.INCONCLUSIVE : Verdict.FAIL;
        boolean stands = outcome.verdict() == Verdict.FAIL || outcome.verdict() == Verdict.ERROR;
        return new TestOutcome(
                outcome.test(),
                stands ? outcome.verdict() : verdict,
                outcome.seconds(),
                outcome.measurements(),
                all,
                outcome.notes(),
                outcome.units());
    }
}
