/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.util.List;

/**
 * What a run is to test, fixed at its start.
 *
 * @param fingerprint JSON: serials, firmware, cable ends
 */
public record RunStart(String plan, Sha256 planSha256, List<PlannedTest> tests, String fingerprint) {
    public RunStart {
        tests = List.copyOf(tests);
    }

    public record PlannedTest(String test, boolean required) {}
}
