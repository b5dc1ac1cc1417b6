/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.judge.Judgement;
import io.plimsoll.acceptance.judge.TestVerdict;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.Verdict;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code accept here} found; the component names are the keys of its JSON.
 *
 * @param certificate the file; empty if something required blocks
 * @param blocking ids of the required tests that stand in the way
 */
record HereReport(
        Verdict verdict,
        boolean certified,
        Optional<String> certificate,
        Optional<String> key,
        String keyId,
        String plan,
        int planVersion,
        String node,
        String fingerprintSha256,
        Instant judgedAt,
        Optional<Instant> validUntil,
        List<String> blocking,
        List<TestVerdict> tests,
        List<TestPlan.NotApplicable> notApplicable,
        List<String> notRead,
        List<String> notes) {

    static HereReport of(Judgement judgement, Fingerprint fingerprint, Optional<Files> files, String keyId) {
        return new HereReport(
                judgement.verdict(),
                files.isPresent(),
                files.map(Files::certificate),
                files.map(Files::key),
                keyId,
                judgement.plan().name(),
                judgement.plan().version(),
                fingerprint.nodeSerial(),
                fingerprint.digest().hex(),
                judgement.judgedAt(),
                judgement.validUntil(),
                judgement.blocking().stream().map(TestVerdict::test).toList(),
                judgement.tests(),
                judgement.plan().notApplicable(),
                fingerprint.notRead(),
                judgement.notes());
    }

    /** Where the certificate and the public key were written. */
    record Files(String certificate, String key) {}

    void text(PrintWriter out) {
        out.println("Plan " + plan + " version " + planVersion + " on " + node);
        out.println("Fingerprint " + fingerprintSha256);
        out.println();
        for (TestVerdict t : tests) {
            out.printf(
                    Locale.ROOT,
                    "  %-13s %-18s %-9s %s%n",
                    t.verdict(),
                    t.test(),
                    t.required() ? "" : "optional",
                    told(t));
        }
        for (TestPlan.NotApplicable n : notApplicable) {
            out.printf(
                    Locale.ROOT, "  %-13s %-18s %-9s %s%n", "-", n.test(), "", "not for this node: " + n.condition());
        }
        out.println();
        notRead.forEach(n -> out.println("  not read: " + n));
        notes.forEach(n -> out.println("  note: " + n));
        if (certified) {
            out.println("Verdict " + verdict + ". Certificate: " + certificate.orElse(""));
            validUntil.ifPresent(at -> out.println("It ends at " + at + ", with the first of its waivers."));
            out.println("Anyone can check it: plimsoll certificate verify " + certificate.orElse("") + " --key "
                    + key.orElse(""));
        } else {
            advise(out);
        }
    }

    private void advise(PrintWriter out) {
        out.println("Verdict " + verdict + ". NO CERTIFICATE: " + blocking.size() + " required "
                + (blocking.size() == 1 ? "test blocks" : "tests block") + ".");
        for (TestVerdict t : tests) {
            if (t.blocks()) {
                out.println("  " + t.test() + " is " + t.verdict() + ": " + t.reason());
                out.println("    Maybe " + advice(t));
            }
        }
        out.println("  Or let a named owner take it: --waive TEST --owner NAME --reason WHY --expires DATE");
    }

    private static String advice(TestVerdict t) {
        return switch (t.verdict()) {
            case FAIL -> "look at logs/" + t.test() + ".log, repair what it names, and run it again.";
            case ERROR -> "look at logs/" + t.test() + ".log: the test itself broke; run it again.";
            case INCONCLUSIVE -> "run it again, or hand in a plan with a limit that has a source.";
            case NOT_RUN -> "put in place what it needs, and run it again.";
            case PASS, WAIVED -> "do nothing.";
        };
    }

    private static String told(TestVerdict t) {
        if (t.verdict() != Verdict.PASS) {
            return t.reason();
        }
        return t.criteria().stream()
                .map(c -> c.criterion().text())
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
    }
}
