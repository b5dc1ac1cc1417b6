/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import io.plimsoll.acceptance.certificate.CheckedCertificate;
import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.InputProblems;
import io.plimsoll.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds and checks the envelopes that a user names, files or whole folders. */
final class EnvelopeFiles {

    /** How an envelope's name ends in a folder; what ends otherwise is passed over there. */
    static final String SUFFIX = ".dsse.json";

    private static final int FILES_MAX = 1_000_000;

    private EnvelopeFiles() {}

    /**
     * Each named file, and of each folder everything beneath it that ends in {@link #SUFFIX}; no file twice.
     *
     * @throws BadInputException for a path that is not there and for a folder without any
     */
    static List<Path> find(List<Path> named) throws IOException {
        InputProblems problems = new InputProblems("certificates");
        SequencedSet<Path> out = new TreeSet<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> beneath = Files.walk(path)) {
                    List<Path> found = beneath.filter(p -> p.toString().endsWith(SUFFIX) && Files.isRegularFile(p))
                            .limit(FILES_MAX + 1L)
                            .toList();
                    if (found.isEmpty() || found.size() > FILES_MAX) {
                        problems.add(new InputProblem(
                                path.toString(),
                                0,
                                found.isEmpty() ? "no such file" : "more than " + FILES_MAX + " files",
                                "a folder with 1 to " + FILES_MAX + " files *" + SUFFIX));
                    }
                    out.addAll(found);
                }
            } else if (Files.exists(path)) {
                out.add(path);
            } else {
                problems.add(new InputProblem(path.toString(), 0, "", "a certificate or a folder of certificates"));
            }
        }
        problems.refuseIfAny();
        return List.copyOf(out);
    }

    /** The file's bytes; of one that is longer than any envelope only so many that the reader refuses it. */
    static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Dsse.BYTES_MAX + 1);
        }
    }

    /** Checks all, on all cores; the answers stand in the order of the files. A file that cannot be read is a bad one. */
    static List<CheckedCertificate> check(List<Path> files, PublicKey key, Instant at) {
        return files.parallelStream()
                .map(file -> {
                    try {
                        return CheckedCertificate.check(file.toString(), read(file), key, at);
                    } catch (IOException e) {
                        return CheckedCertificate.refused(
                                file.toString(), Sha256.of(""), List.of("it cannot be read: " + e));
                    }
                })
                .toList();
    }
}
