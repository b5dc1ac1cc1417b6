/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import io.plimsoll.acceptance.certificate.BlockCheck;
import io.plimsoll.acceptance.certificate.CertificateBatch;
import io.plimsoll.acceptance.certificate.CertificateStatement;
import io.plimsoll.acceptance.certificate.CertificateVerifier;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code plimsoll certificate verify}: are these files what the site signed, and do they hold? */
@Command(
        name = "verify",
        description = "Check certificates against the site's public key, offline. One changed byte is found.",
        mixinStandardHelpOptions = true,
        footer = {
            "Of a folder, every file *.dsse.json beneath it is checked. Of a node with more than one certificate the",
            "one issued last counts; the others are told. Exit code 1: one does not hold; every reason is told."
        })
final class VerifyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE|DIR",
            arity = "1..*",
            description = "Certificates such as certificate.dsse.json, or folders of them.")
    private List<Path> files = List.of();

    @Option(names = "--key", paramLabel = "PUB", required = true, description = "The site's public key, site.pub.pem.")
    private Path key = Path.of("");

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description = "Also check that the raw logs there are those it names; for one FILE.")
    private @Nullable Path logs;

    @Option(
            names = "--with",
            paramLabel = "DIR",
            description = "Also hold a block against the certificates of its nodes that are there.")
    private List<Path> with = List.of();

    @Option(names = "--at", paramLabel = "INSTANT", description = "Ask for this time instead of now.")
    private @Nullable Instant at;

    @Mixin
    private Output output = new Output();

    /** The JSON of the answer. */
    record Answer(
            boolean valid, List<String> reasons, String file, String keyId, String node, String fingerprintSha256) {}

    @Override
    public Integer call() throws Exception {
        PublicKey publicKey = SiteKey.publicKeyFromPem(Files.readString(key), key.toString());
        Instant asked = at == null ? Instant.now() : at;
        if (files.size() == 1 && !Files.isDirectory(files.getFirst())) {
            return one(files.getFirst(), publicKey, asked);
        }
        if (logs != null || !with.isEmpty()) {
            throw new BadInputException(new InputProblem(
                    "--logs and --with", 0, files.size() + " paths", "one certificate to hold them against"));
        }
        CertificateBatch batch =
                CertificateBatch.of(EnvelopeFiles.check(EnvelopeFiles.find(files), publicKey, asked), asked);
        BatchAnswer answer = BatchAnswer.of(batch, asked, SiteKey.keyId(publicKey));
        output.print(answer, answer::text);
        return answer.valid() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private int one(Path file, PublicKey publicKey, Instant asked) throws IOException {
        CertificateVerifier.Result result = CertificateVerifier.verifyAny(EnvelopeFiles.read(file), publicKey, asked);
        if (result.statement().filter(CertificateVerifier::isBlock).isPresent()) {
            return block(file, result, publicKey, asked);
        }
        if (!with.isEmpty()) {
            throw new BadInputException(new InputProblem("--with", 0, file.toString(), "a block's certificate"));
        }

        List<String> reasons = new ArrayList<>(result.reasons());
        JsonNode statement = Output.JSON.readTree(result.statement().orElse("{}"));
        if (logs != null && result.statement().isPresent()) {
            reasons.addAll(changedLogs(statement, logs));
        }
        JsonNode subject = statement.path("subject").path(0);
        Answer answer = new Answer(
                reasons.isEmpty(),
                reasons,
                file.toString(),
                SiteKey.keyId(publicKey),
                subject.path("name").asString(""),
                subject.path("digest").path("sha256").asString(""));
        output.print(answer, out -> text(answer, out));
        return answer.valid() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private int block(Path file, CertificateVerifier.Result result, PublicKey publicKey, Instant asked)
            throws IOException {
        String statement = result.statement().orElseThrow();
        BlockCheck.Findings found = new BlockCheck.Findings(List.of(), List.of());
        List<Path> nodes = with.isEmpty() ? List.of() : EnvelopeFiles.find(with);
        if (!with.isEmpty() && result.valid()) {
            found = BlockCheck.against(statement, EnvelopeFiles.check(nodes, publicKey, asked), asked);
        }
        BlockAnswer answer = BlockAnswer.of(
                file.toString(), SiteKey.keyId(publicKey), statement, result.reasons(), found, nodes.size());
        output.print(answer, answer::text);
        return answer.valid() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static List<String> changedLogs(JsonNode statement, Path folder) throws IOException {
        List<String> out = new ArrayList<>();
        for (JsonNode test :
                statement.path("predicate").path(CertificateStatement.EXTENSION).path("tests")) {
            String id = test.path("test").asString("");
            Path log = folder.resolve(id + ".log");
            if (test.path("logSha256").isEmpty()) {
                continue;
            }
            if (!Files.isRegularFile(log)) {
                out.add("the raw log of '" + id + "' is not in " + folder);
                continue;
            }
            String hash;
            try (InputStream in = Files.newInputStream(log)) {
                hash = Sha256.of(in).hex();
            }
            boolean named = false;
            for (JsonNode known : test.path("logSha256")) {
                named |= known.asString("").equals(hash);
            }
            if (!named) {
                out.add("the raw log of '" + id + "' is not the one that the certificate names");
            }
        }
        return out;
    }

    private static void text(Answer answer, PrintWriter out) {
        if (answer.valid()) {
            out.println("VALID: " + answer.file() + " speaks of node " + answer.node() + ", fingerprint "
                    + answer.fingerprintSha256());
            out.println("Signed by key " + answer.keyId());
        } else {
            out.println("NOT VALID: " + answer.file());
            answer.reasons().forEach(r -> out.println("  " + r));
        }
    }
}
