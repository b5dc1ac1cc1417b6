/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.TestResult;
import io.plimsoll.acceptance.Waiver;
import io.plimsoll.acceptance.certificate.CertificateStatement;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.acceptance.judge.Judge;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Certificates of nodes with two GPUs each, in a folder, as a site hands them out. */
final class SampleCertificates {

    static final Instant ISSUED = Instant.parse("2026-11-01T12:00:00Z");
    static final Instant WAIVED_UNTIL = Instant.parse("2026-12-01T00:00:00Z");
    static final String LOG = "gemm 812 TFLOP/s";

    final SiteKey key = SiteKey.generate(new SecureRandom());
    final Path folder;
    final Path publicKey;
    final Path privateKey;

    SampleCertificates(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("certificates"));
        this.publicKey = Files.writeString(folder.resolve("site.pub.pem"), key.publicPem());
        this.privateKey = Files.writeString(folder.resolve("site-key.pem"), key.privatePem());
    }

    /** Node {@code name} with serial {@code SN-name}, tested and passed. */
    Path passed(String name) throws IOException {
        return write(name + ".dsse.json", statement(name, ISSUED, Optional.empty()), key);
    }

    /** The same, its only test let through until {@link #WAIVED_UNTIL}. */
    Path waived(String name) throws IOException {
        return write(name + ".dsse.json", statement(name, ISSUED, Optional.of(WAIVED_UNTIL)), key);
    }

    Path write(String file, CertificateStatement statement, SiteKey signer) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.toAbsolutePath().getParent());
        return Files.write(path, statement.sign(signer).toBytes());
    }

    static CertificateStatement statement(String name, Instant issued, Optional<Instant> waivedUntil) {
        PlannedTest test = new PlannedTest(
                "gemm",
                "GEMM rate",
                "built-in:gemm",
                "plimsoll",
                TestScope.NODE,
                true,
                Duration.ofSeconds(1),
                List.of("rate"),
                List.of(Criterion.of("rate", Comparison.AT_LEAST, 780, "TFLOP/s", "criteria fleet-h100 version 4")),
                Set.of(PartKind.GPU),
                Optional.empty(),
                0);
        TestPlan plan = new TestPlan("standard", 3, "Standard", "", List.of(test), List.of());
        Fingerprint fingerprint = new Fingerprint(
                "SN-" + name,
                "ACME",
                "Tray",
                List.of(
                        Part.of(PartKind.GPU, "0", "H100", "g0-" + name),
                        Part.of(PartKind.GPU, "1", "H100", "g1-" + name)),
                List.of(),
                List.of());
        Reading reading = new Reading(
                "plimsoll",
                "gemm 1",
                List.of(new Measurement("rate", "TFLOP/s", waivedUntil.isPresent() ? 700 : 812, "node")),
                List.of(),
                List.of(),
                List.of());
        List<Waiver> waivers = waivedUntil
                .map(end -> new Waiver(
                        "gemm", name, "Ada Lovelace", "one GPU is slow, spare ordered", end, OptionalLong.of(125_000)))
                .stream()
                .toList();
        TestResult result = TestResult.completed("gemm", "gemm 1", issued, issued, reading, Sha256.of(LOG));
        return CertificateStatement.of(
                name,
                "hall-1",
                fingerprint,
                "ada",
                new TreeMap<>(Map.of("kernel", "6.12")),
                Judge.judge(plan, fingerprint, List.of(result), waivers, issued));
    }
}
