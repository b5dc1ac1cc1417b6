/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ledger.Balances;
import io.plimsoll.capacity.ledger.Chains;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.LedgerWriter;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.server.statement.SignedStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code plimsoll ledger verify}: whether a ledger holds, and whether a signed statement follows from it. */
@Command(
        name = "verify",
        description =
                "Check a ledger: its hash chain, each unit's life, conservation, no double allocation. With --statement:"
                        + " check a signed statement, and recompute it from ledger and contract.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: something does not hold; it is named.")
final class VerifyCommand implements Callable<Integer> {

    @Option(
            names = {"--ledger", "--input"},
            paramLabel = "FILE",
            description = "The ledger: CSV or JSON.")
    private @Nullable Path ledger;

    @Option(names = "--commitments", paramLabel = "FILE", description = "The contract lines, to recompute a statement.")
    private @Nullable Path commitments;

    @Option(names = "--statement", paramLabel = "FILE", description = "A signed statement.")
    private @Nullable Path statement;

    @Option(names = "--key", paramLabel = "PUB", description = "The site's public key, site.pub.pem.")
    private @Nullable Path key;

    @Mixin
    private Output output = new Output();

    /**
     * @param hashed whether the ledger's rows carry hashes
     * @param recomputed whether the statement was drawn up again from ledger and contract; empty if they were not given
     */
    record Answer(
            boolean holds,
            long rows,
            int units,
            boolean hashed,
            String lastHash,
            boolean conserved,
            Optional<Boolean> signed,
            Optional<Boolean> recomputed,
            List<String> findings) {}

    @Override
    public Integer call() throws Exception {
        Path own = ledger;
        if (own == null && statement == null) {
            throw new BadInputException(new InputProblem("verify", 0, "", "--ledger FILE, --statement FILE, or both"));
        }
        List<String> findings = new ArrayList<>();
        Answer answer = own == null
                ? new Answer(true, 0, 0, false, "", true, Optional.empty(), Optional.empty(), findings)
                : ledger(own, findings);
        Path signed = statement;
        if (signed != null) {
            Optional<Boolean> same = Optional.empty();
            JsonNode document = document(signed, findings);
            if (own != null && commitments != null) {
                same = Optional.of(recomputed(document, own, commitments, findings));
            }
            answer = new Answer(
                    findings.isEmpty(),
                    answer.rows(),
                    answer.units(),
                    answer.hashed(),
                    answer.lastHash(),
                    answer.conserved(),
                    Optional.of(findings.stream().noneMatch(f -> f.startsWith("signature"))),
                    same,
                    findings);
        }
        Answer shown = answer;
        output.print(shown, out -> {
            if (own != null) {
                out.printf(
                        "%,d rows, %,d units%s%n",
                        shown.rows(),
                        shown.units(),
                        shown.hashed() ? ", last hash " + shown.lastHash() : "; the rows carry no hashes");
            }
            shown.signed().ifPresent(s -> out.println("signature  " + (s ? "holds" : "does not hold")));
            shown.recomputed()
                    .ifPresent(s -> out.println("recomputed " + (s ? "the same, byte for byte" : "NOT the same")));
            findings.forEach(out::println);
            out.println(shown.holds() ? "holds" : "does NOT hold");
        });
        return answer.holds() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static Answer ledger(Path file, List<String> findings) throws IOException {
        Chains chains = new Chains(file.toString());
        LedgerWriter writer = new LedgerWriter(OutputStream.nullOutputStream());
        boolean hashed = false;
        boolean conserved = true;
        try {
            hashed = Rechecked.copy(file, chains, writer);
            Log log = LedgerInput.read(file);
            Timelines.of(log);
            conserved = log.size() == 0
                    || Balances.at(log, log.lastSecond().orElseThrow(), Long.MAX_VALUE).stream()
                            .allMatch(Balances.Row::conserved);
        } catch (BadInputException e) {
            e.problems().stream().map(InputProblem::message).forEach(findings::add);
        }
        if (!conserved) {
            findings.add("the states do not add up to what is installed");
        }
        return new Answer(
                findings.isEmpty(),
                chains.rows(),
                chains.units(),
                hashed,
                writer.last(),
                conserved,
                Optional.empty(),
                Optional.empty(),
                findings);
    }

    private JsonNode document(Path file, List<String> findings) throws IOException {
        if (key == null) {
            throw new BadInputException(new InputProblem("--key", 0, "", "the site's public key, for --statement"));
        }
        PublicKey publicKey = SiteKey.publicKeyFromPem(Files.readString(key), key.toString());
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(Dsse.BYTES_MAX + 1);
        }
        Dsse envelope = Dsse.readStrict(bytes, file.toString());
        if (!envelope.signedBy(publicKey)) {
            findings.add("signature: " + file + " is not signed by this key");
        }
        JsonNode document;
        try {
            document = Output.JSON.readTree(envelope.payload());
        } catch (JacksonException e) {
            throw new BadInputException(new InputProblem(file.toString(), 0, "broken JSON", "a signed statement"));
        }
        if (!document.path("predicateType").asString("").equals(Statement.TYPE)) {
            throw new BadInputException(new InputProblem(
                    file.toString(), 0, document.path("predicateType").asString(""), "a statement, " + Statement.TYPE));
        }
        String digest =
                Sha256.of(CanonicalJson.write(document.path("predicate"))).hex();
        if (!digest.equals(SignedStatement.sha256(document))) {
            findings.add("signature: the digest of the subject is not that of the statement");
        }
        return document;
    }

    private static boolean recomputed(JsonNode document, Path ledger, Path contract, List<String> findings)
            throws IOException {
        JsonNode then = document.path("predicate");
        Log log = LedgerInput.read(ledger);
        JsonNode window = then.path("window");
        Optional<Instant> knownAt = window.path("knownAt").isString()
                ? Optional.of(Instant.parse(window.path("knownAt").stringValue()))
                : Optional.empty();
        Timelines timelines = Timelines.of(log, knownAt.map(Statements::micros).orElse(Long.MAX_VALUE));
        String id = then.path("commitment").asString("");
        Optional<Commitment> own = LedgerInput.commitments(contract).stream()
                .filter(c -> c.id().equals(id))
                .findFirst();
        if (own.isEmpty()) {
            findings.add("recomputed: " + contract + " has no commitment " + id);
            return false;
        }
        Statement.Sources sources = new Statement.Sources(
                LedgerInput.hash(ledger).hex(),
                LedgerInput.hash(contract).hex(),
                log.size(),
                log.size() == 0 ? 0 : log.idOf(log.size() - 1));
        Windows span = new Windows(instant(window, "from"), instant(window, "until"));
        Statement now = new Statements(timelines, own.get(), instant(window, "asOf"), knownAt).of(span, sources);
        JsonNode again = SignedStatement.predicate(now);
        if (CanonicalJson.write(again).equals(CanonicalJson.write(then))) {
            return true;
        }
        again.propertyNames().stream()
                .filter(name -> !CanonicalJson.write(again.path(name)).equals(CanonicalJson.write(then.path(name))))
                .forEach(name -> findings.add("recomputed: '" + name + "' is not the same"));
        return false;
    }

    private static Instant instant(JsonNode window, String field) {
        return LedgerInput.instant("window." + field, window.path(field).asString(""));
    }
}
