/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.TestResult;
import io.plimsoll.acceptance.Waiver;
import io.plimsoll.acceptance.judge.Judge;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.model.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A small certificate: one test, one part. */
final class TestCertificates {

    static final Instant ISSUED = Instant.parse("2026-11-01T12:00:00Z");

    private TestCertificates() {}

    static CertificateStatement statement(List<Waiver> waivers, boolean run) {
        PlannedTest test = new PlannedTest(
                "cpu",
                "CPU",
                "built-in:cpu",
                "plimsoll",
                TestScope.NODE,
                true,
                Duration.ofSeconds(1),
                List.of("errors"),
                List.of(Criterion.of("errors", Comparison.EQUAL, 0, "count", "the answer is known")),
                Set.of(PartKind.CPU),
                Optional.empty(),
                0);
        TestPlan plan = new TestPlan("p", 3, "P", "", List.of(test), List.of());
        Fingerprint fingerprint = new Fingerprint(
                "SN-42",
                "ACME",
                "Tray",
                List.of(Part.of(PartKind.CPU, "0", "Ümlaut CPU", "c1")),
                List.of(),
                List.of("DIMMs"));
        Reading reading = new Reading(
                "plimsoll",
                "cpu 1",
                List.of(new Measurement("errors", "count", 0, "node"), new Measurement("rate", "GB/s", 3.25, "node")),
                List.of(),
                List.of(),
                List.of());
        List<TestResult> results = run
                ? List.of(TestResult.completed("cpu", "cpu 1", ISSUED, ISSUED, reading, Sha256.of("the raw log")))
                : List.of();
        return CertificateStatement.of(
                "n1",
                "hall",
                fingerprint,
                "ada",
                new TreeMap<>(Map.of("kernel", "6.12")),
                Judge.judge(plan, fingerprint, results, waivers, ISSUED));
    }
}
