/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a certificate without any server: the file is byte for byte as it was issued, the signature is the key's, and what
 * it says follows its own rules at the given time.
 */
public final class CertificateVerifier {

    /**
     * The outcome.
     *
     * @param reasons why it is not valid; empty exactly when it is
     * @param statement the signed JSON; empty unless the signature holds
     */
    public record Result(boolean valid, List<String> reasons, Optional<String> statement) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CertificateVerifier() {}

    /** The outcome with the statement as it was read, so that it is read once. */
    record Read(Result result, Optional<JsonNode> statement) {}

    /**
     * @param file the envelope's bytes
     * @param at the time for which validity is asked
     */
    public static Result verify(byte[] file, PublicKey key, Instant at) {
        return judged(opened(file, key), statement -> StatementRules.broken(statement, at))
                .result();
    }

    /**
     * The same for a node's or a block's certificate, by what the signed statement says it is.
     *
     * @param file the envelope's bytes
     * @param at the time for which validity is asked
     */
    public static Result verifyAny(byte[] file, PublicKey key, Instant at) {
        return readAny(file, key, at).result();
    }

    static Read readAny(byte[] file, PublicKey key, Instant at) {
        return judged(
                opened(file, key),
                statement ->
                        isBlock(statement) ? BlockRules.broken(statement, at) : StatementRules.broken(statement, at));
    }

    /** Whether this statement says that it is a block's. */
    public static boolean isBlock(String statement) {
        try {
            return isBlock(JSON.readTree(statement));
        } catch (JacksonException e) {
            return false;
        }
    }

    static boolean isBlock(JsonNode statement) {
        return statement.path("predicateType").asString("").equals(BlockStatement.PREDICATE_TYPE);
    }

    private static Read judged(Result opened, Function<JsonNode, List<String>> rules) {
        if (opened.statement().isEmpty()) {
            return new Read(opened, Optional.empty());
        }
        try {
            JsonNode statement = JSON.readTree(opened.statement().get());
            List<String> reasons = rules.apply(statement);
            return new Read(new Result(reasons.isEmpty(), reasons, opened.statement()), Optional.of(statement));
        } catch (JacksonException e) {
            List<String> reasons = List.of("the statement cannot be read: " + e.getMessage());
            return new Read(new Result(false, reasons, opened.statement()), Optional.empty());
        }
    }

    /** The statement if the signature holds, else the reason. */
    private static Result opened(byte[] file, PublicKey key) {
        Dsse envelope;
        try {
            envelope = Dsse.readStrict(file, "certificate");
        } catch (BadInputException e) {
            return new Result(
                    false, e.problems().stream().map(InputProblem::message).toList(), Optional.empty());
        }
        if (!envelope.payloadType().equals(Dsse.IN_TOTO)) {
            return refused("the payload is of type '" + envelope.payloadType() + "', expected " + Dsse.IN_TOTO);
        }
        if (!envelope.signedBy(key)) {
            return refused("no signature of key " + SiteKey.keyId(key) + " holds: the file was changed, or another key"
                    + " signed it (the envelope names "
                    + envelope.signatures().getFirst().keyId() + ")");
        }
        return new Result(true, List.of(), Optional.of(new String(envelope.payload(), StandardCharsets.UTF_8)));
    }

    private static Result refused(String reason) {
        return new Result(false, List.of(reason), Optional.empty());
    }
}
