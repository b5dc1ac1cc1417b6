/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Many checked certificates as one answer. Where a node has more than one, the one issued last counts, whether it holds or
 * not; a file whose signature does not hold speaks for no node and is always bad.
 *
 * @param good those that count and hold
 * @param bad those that count and do not hold
 * @param superseded those in whose place a later one counts
 */
public record CertificateBatch(
        List<CheckedCertificate> good, List<CheckedCertificate> bad, List<Superseded> superseded) {

    /** An earlier certificate of a node, and the one that counts. */
    public record Superseded(CheckedCertificate earlier, CheckedCertificate counts) {
        /** Whether both files are the same, byte for byte. */
        public boolean copy() {
            return earlier.sha256().equals(counts.sha256());
        }
    }

    /** The last issued; of two issued at once the one that does not hold, then the last file name. */
    private static final Comparator<CheckedCertificate> LATEST = Comparator.comparing(
                    (CheckedCertificate c) -> c.issuedAt().orElse(Instant.MIN))
            .thenComparing(c -> !c.valid())
            .thenComparing(CheckedCertificate::file);

    public CertificateBatch {
        good = List.copyOf(good);
        bad = List.copyOf(bad);
        superseded = List.copyOf(superseded);
    }

    /**
     * @param at the time for which validity was asked; what was issued after it takes nobody's place
     */
    public static CertificateBatch of(List<CheckedCertificate> files, Instant at) {
        Map<String, CheckedCertificate> latest = new LinkedHashMap<>();
        for (CheckedCertificate file : files) {
            if (speaks(file, at)) {
                latest.merge(file.serial(), file, CertificateBatch::later);
            }
        }
        List<CheckedCertificate> good = new ArrayList<>();
        List<CheckedCertificate> bad = new ArrayList<>();
        List<Superseded> superseded = new ArrayList<>();
        for (CheckedCertificate file : files) {
            CheckedCertificate counts = speaks(file, at) ? latest.getOrDefault(file.serial(), file) : file;
            if (!counts.file().equals(file.file())) {
                superseded.add(new Superseded(file, counts));
            } else if (file.valid()) {
                good.add(file);
            } else {
                bad.add(file);
            }
        }
        return new CertificateBatch(good, bad, superseded);
    }

    /** The first end among those that hold; empty if none has one. */
    public Optional<Instant> earliestEnd() {
        return good.stream()
                .flatMap(c -> c.entry().stream())
                .flatMap(e -> e.validUntil().stream())
                .min(Comparator.naturalOrder());
    }

    /** Of two, the one that counts. */
    static CheckedCertificate later(CheckedCertificate one, CheckedCertificate other) {
        return LATEST.compare(one, other) >= 0 ? one : other;
    }

    private static boolean speaks(CheckedCertificate file, Instant at) {
        return !file.serial().isEmpty()
                && file.issuedAt().isPresent()
                && !file.issuedAt().get().isAfter(at);
    }
}
