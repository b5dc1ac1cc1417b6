/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document of a {@link CriterionSet}: canonical JSON (RFC 8785) with the key {@code type}, bare or in a signed DSSE
 * envelope. The same set always gives the same bytes.
 */
public final class CriterionSets {

    public static final String TYPE = "https://plimsoll.io/criteria/v1";

    /** The payload type in an envelope. */
    public static final String PAYLOAD_TYPE = "application/vnd.plimsoll.criteria+json";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private CriterionSets() {}

    /**
     * A document that was read.
     *
     * @param sha256 of the set's canonical JSON, signed or not
     * @param envelope empty if it is not signed
     */
    public record Document(CriterionSet set, Sha256 sha256, Optional<Dsse> envelope) {

        /** The name of the first key that signed; empty if none. */
        public String signedBy() {
            return envelope.map(e -> e.signatures().getFirst().keyId()).orElse("");
        }

        public Anchor anchor() {
            return new Anchor(set, sha256, signedBy());
        }
    }

    /** The canonical JSON in UTF-8, without an end of line. */
    public static byte[] write(CriterionSet set) {
        ObjectNode root = JSON.valueToTree(set);
        root.put("type", TYPE);
        return CanonicalJson.write(root).getBytes(StandardCharsets.UTF_8);
    }

    public static Dsse sign(CriterionSet set, SiteKey key) {
        return Dsse.sign(PAYLOAD_TYPE, write(set), key);
    }

    /**
     * Reads a bare or a signed document; a signature is kept, and not checked here.
     *
     * @throws BadInputException if it is neither, or not in canonical form
     */
    public static Document read(byte[] bytes, String source) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root != null && root.has("payloadType")) {
                Dsse envelope = Dsse.readStrict(bytes, source);
                if (!envelope.payloadType().equals(PAYLOAD_TYPE)) {
                    throw refused(source, envelope.payloadType(), "an envelope with " + PAYLOAD_TYPE);
                }
                return document(envelope.payload(), Optional.of(envelope), source);
            }
            return document(bytes, Optional.empty(), source);
        } catch (JacksonException e) {
            throw refused(source, e.getOriginalMessage(), "a document of learned criteria");
        }
    }

    private static Document document(byte[] payload, Optional<Dsse> envelope, String source) {
        JsonNode root = JSON.readTree(payload);
        if (root == null || !root.isObject() || !root.path("type").asString("").equals(TYPE)) {
            throw refused(source, "no type " + TYPE, "a document that 'plimsoll accept criteria learn' wrote");
        }
        ((ObjectNode) root).remove("type");
        CriterionSet set = JSON.treeToValue(root, CriterionSet.class);
        check(set, source);
        byte[] again = write(set);
        if (envelope.isPresent() && !java.util.Arrays.equals(again, payload)) {
            throw refused(source, "a payload that is not canonical", "the file as it was signed");
        }
        return new Document(set, Sha256.of(again), envelope);
    }

    private static void check(CriterionSet set, String source) {
        if (!NAME.matcher(set.name()).matches() || set.version() < 1) {
            throw refused(
                    source,
                    set.name() + " version " + set.version(),
                    "a name of lower-case letters, digits, '.' and '-', and a version from 1");
        }
        for (List<LearnedCriterion> list : set.strata().values()) {
            for (LearnedCriterion c : list) {
                boolean sound = c.distanceMax() >= 0
                        && Double.isFinite(c.distanceMax())
                        && (!c.used()
                                || (!c.centroid().isEmpty()
                                        && (c.atLeast().isPresent()
                                                || c.atMost().isPresent())));
                if (!sound) {
                    throw refused(
                            source, c.metric() + " without a limit or a centre", "both for a criterion that is used");
                }
            }
        }
    }

    private static BadInputException refused(String source, String seen, String expected) {
        return new BadInputException(new InputProblem(source, 0, seen, expected));
    }
}
