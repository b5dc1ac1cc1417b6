/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A DSSE envelope (github.com/secure-systems-lab/dsse, protocol 1.0.2): a payload, its type, and signatures over both.
 *
 * <p>DSSE itself leaves the key name and the JSON's layout unsigned. Ours is written in canonical JSON (RFC 8785) with one
 * newline at the end, and {@link #readStrict} accepts that form only, so that no byte of the file can change unseen.
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record Dsse(String payloadType, byte[] payload, List<Signed> signatures) {

    /** The payload type of an in-toto Statement. */
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    /** No envelope of ours is nearly as large; a larger input is refused unread. */
    public static final int BYTES_MAX = 16 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** One signature and the name of the key that made it. */
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
    public record Signed(String keyId, byte[] signature) {
        public Signed {
            signature = signature.clone();
        }

        @Override
        public byte[] signature() {
            return signature.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Signed that && that.keyId.equals(keyId) && Arrays.equals(that.signature, signature);
        }

        @Override
        public int hashCode() {
            return keyId.hashCode() * 31 + Arrays.hashCode(signature);
        }
    }

    public Dsse {
        payload = payload.clone();
        signatures = List.copyOf(signatures);
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dsse that
                && that.payloadType.equals(payloadType)
                && Arrays.equals(that.payload, payload)
                && that.signatures.equals(signatures);
    }

    @Override
    public int hashCode() {
        return (payloadType.hashCode() * 31 + Arrays.hashCode(payload)) * 31 + signatures.hashCode();
    }

    /** An envelope with one signature. */
    public static Dsse sign(String payloadType, byte[] payload, SiteKey key) {
        byte[] signature = key.sign(preAuthEncoding(payloadType, payload));
        return new Dsse(payloadType, payload, List.of(new Signed(key.keyId(), signature)));
    }

    /** What is signed: {@code "DSSEv1" SP len(type) SP type SP len(body) SP body}, lengths in bytes and in decimal. */
    public static byte[] preAuthEncoding(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 64);
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** Whether one of the signatures names this key and is its own over payload and type. */
    public boolean signedBy(PublicKey key) {
        byte[] message = preAuthEncoding(payloadType, payload);
        String id = SiteKey.keyId(key);
        return signatures.stream().anyMatch(s -> s.keyId().equals(id) && SiteKey.verify(key, message, s.signature()));
    }

    /** The envelope as the file that is handed out. */
    public byte[] toBytes() {
        ObjectNode root = JSON.createObjectNode();
        root.put("payload", Base64.getEncoder().encodeToString(payload));
        root.put("payloadType", payloadType);
        ArrayNode list = root.putArray("signatures");
        for (Signed signed : signatures) {
            list.addObject()
                    .put("keyid", signed.keyId())
                    .put("sig", Base64.getEncoder().encodeToString(signed.signature()));
        }
        return (CanonicalJson.write(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads any DSSE envelope, in whatever layout.
     *
     * @throws BadInputException if it is not one
     */
    public static Dsse read(byte[] bytes, String source) {
        if (bytes.length > BYTES_MAX) {
            throw refused(source, bytes.length + " bytes", "an envelope of at most " + BYTES_MAX + " bytes");
        }
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root == null || !root.isObject()) {
                throw refused(source, "no JSON object", "a DSSE envelope");
            }
            List<Signed> signatures = new ArrayList<>();
            JsonNode list = root.path("signatures");
            if (!list.isArray() || list.isEmpty()) {
                throw refused(source, "no signatures", "a DSSE envelope with at least one signature");
            }
            for (JsonNode item : list) {
                signatures.add(new Signed(item.path("keyid").asString(""), base64(item, "sig", source)));
            }
            JsonNode type = root.path("payloadType");
            if (!type.isString()) {
                throw refused(source, "no payloadType", "a DSSE envelope with payloadType " + IN_TOTO);
            }
            return new Dsse(type.stringValue(), base64(root, "payload", source), signatures);
        } catch (JacksonException e) {
            throw refused(source, "broken JSON: " + e.getOriginalMessage(), "a DSSE envelope");
        }
    }

    /**
     * Reads an envelope that is byte for byte as {@link #toBytes} wrote it.
     *
     * @throws BadInputException if any byte differs
     */
    public static Dsse readStrict(byte[] bytes, String source) {
        Dsse envelope = read(bytes, source);
        if (!Arrays.equals(bytes, envelope.toBytes())) {
            throw refused(
                    source, "an envelope whose layout was changed", "the file byte for byte as it was handed out");
        }
        return envelope;
    }

    private static byte[] base64(JsonNode node, String field, String source) {
        try {
            JsonNode value = node.path(field);
            if (value.isString()) {
                return Base64.getDecoder().decode(value.stringValue());
            }
        } catch (IllegalArgumentException e) {
            throw refused(source, "a broken '" + field + "'", "base64 (RFC 4648)");
        }
        throw refused(source, "no '" + field + "'", "a DSSE envelope with '" + field + "' in base64");
    }

    private static BadInputException refused(String source, String seen, String expected) {
        return new BadInputException(new InputProblem(source, 0, seen, expected));
    }
}
