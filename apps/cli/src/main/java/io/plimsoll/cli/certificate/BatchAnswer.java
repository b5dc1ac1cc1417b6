/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import io.plimsoll.acceptance.certificate.CertificateBatch;
import io.plimsoll.acceptance.certificate.CheckedCertificate;
import io.plimsoll.acceptance.certificate.NodeEntry;
import io.plimsoll.model.Verdict;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@code certificate verify} over many files.
 *
 * @param valid whether no file is bad
 * @param nodes how many nodes have a certificate that holds
 * @param blocks how many blocks hold; their nodes are not looked at
 * @param waived of those, how many rest on a waiver for a required test
 * @param earliestEnd the first end of those that hold; null if none has one
 */
record BatchAnswer(
        boolean valid,
        String at,
        String keyId,
        int files,
        int nodes,
        int blocks,
        int waived,
        int bad,
        int superseded,
        @Nullable String earliestEnd,
        List<Bad> badFiles,
        List<Later> supersededFiles) {

    /** A file that does not hold. */
    record Bad(String file, String node, String serial, List<String> reasons) {}

    /** A file in whose place a later one counts. */
    record Later(String file, String node, String serial, String counts, boolean copy, List<String> reasons) {}

    static BatchAnswer of(CertificateBatch batch, Instant at, String keyId) {
        long waived = batch.good().stream()
                .flatMap(c -> c.entry().stream())
                .map(NodeEntry::worstVerdict)
                .filter(v -> v == Verdict.WAIVED)
                .count();
        return new BatchAnswer(
                batch.bad().isEmpty(),
                at.toString(),
                keyId,
                batch.good().size() + batch.bad().size() + batch.superseded().size(),
                (int) batch.good().stream().filter(c -> c.entry().isPresent()).count(),
                (int) batch.good().stream().filter(c -> c.entry().isEmpty()).count(),
                (int) waived,
                batch.bad().size(),
                batch.superseded().size(),
                batch.earliestEnd().map(Instant::toString).orElse(null),
                batch.bad().stream()
                        .map(c -> new Bad(c.file(), c.node(), c.serial(), c.reasons()))
                        .toList(),
                batch.superseded().stream().map(BatchAnswer::later).toList());
    }

    private static Later later(CertificateBatch.Superseded two) {
        CheckedCertificate earlier = two.earlier();
        return new Later(
                earlier.file(), earlier.node(), earlier.serial(), two.counts().file(), two.copy(), earlier.reasons());
    }

    void text(PrintWriter out) {
        out.println((valid ? "VALID: " : "NOT VALID: ") + nodes + " nodes hold at " + at + " (" + waived
                + " by a waiver), " + (blocks > 0 ? blocks + " blocks, " : "") + bad + " bad, " + superseded
                + " superseded, of " + files + " files; first end "
                + (earliestEnd == null ? "none" : earliestEnd));
        for (Bad one : badFiles) {
            String who = Stream.of(one.node(), one.serial()).anyMatch(String::isEmpty)
                    ? ""
                    : " (node " + one.node() + ", serial " + one.serial() + ")";
            one.reasons().forEach(r -> out.println("  BAD    " + one.file() + who + ": " + r));
        }
        for (Later one : supersededFiles) {
            out.println("  LATER  " + one.file() + " (node " + one.node() + ", serial " + one.serial() + "): "
                    + (one.copy() ? "a copy of " : "superseded, what counts is ") + one.counts());
        }
        out.println("Key " + keyId);
    }
}
