/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import io.plimsoll.model.Sha256;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a node is made of: serials, firmware, cable ends. A certificate speaks of this and of nothing else, so a swapped
 * part or a new firmware gives another fingerprint. Software versions, link states and free memory stay out of it.
 *
 * @param nodeSerial the chassis serial that the manufacturer gave; the certificate's subject
 * @param notRead sources that could not be read, each with the reason; told, never guessed
 */
public record Fingerprint(
        String nodeSerial,
        String manufacturer,
        String model,
        List<Part> parts,
        List<CableEnd> cableEnds,
        List<String> notRead) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Fingerprint {
        parts = parts.stream().sorted(Part.ORDER).toList();
        cableEnds =
                cableEnds.stream().sorted(Comparator.comparing(CableEnd::port)).toList();
        notRead = notRead.stream().sorted().toList();
    }

    /** The parts of one kind, in slot order. */
    public List<Part> parts(PartKind kind) {
        return parts.stream().filter(p -> p.kind() == kind).toList();
    }

    /** SHA-256 of {@link #canonicalJson()}. */
    public Sha256 digest() {
        return Sha256.of(canonicalJson());
    }

    /** This fingerprint as canonical JSON (RFC 8785); the order in which parts were found makes no difference. */
    public String canonicalJson() {
        return CanonicalJson.write(JSON.valueToTree(this));
    }
}
