/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.acceptance.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a site says of a block that it delivers: which nodes, each by the hash of its own certificate, and which are
 * delivered without one. An in-toto Statement v1 with our own predicate {@link #PREDICATE_TYPE}.
 *
 * @param customer for whom; empty if not said
 * @param issuedAt the time at which every node's certificate held
 * @param nodes the certified nodes, in the order of their names
 * @param exceptions the nodes that are delivered without a certificate that holds, in the order of their names
 */
public record BlockStatement(
        String name,
        Kind kind,
        String site,
        String customer,
        Instant issuedAt,
        String operator,
        List<NodeEntry> nodes,
        List<Exempt> exceptions) {

    public static final String PREDICATE_TYPE = "https://plimsoll.io/attestation/block/v1";

    /** What the customer calls the block. */
    public enum Kind {
        SU,
        RACK,
        ORDER_LINE,
        LIST
    }

    /** Why a node of the block has no certificate that holds. */
    public enum Lack {
        MISSING,
        INVALID
    }

    /**
     * A node that is delivered without a certificate that holds.
     *
     * @param seen what is wrong with its certificate
     * @param reason why it is delivered all the same, in the words of whoever signs
     */
    public record Exempt(String node, Lack lack, String seen, String reason) {}

    public BlockStatement {
        nodes = nodes.stream().sorted(Comparator.comparing(NodeEntry::node)).toList();
        exceptions =
                exceptions.stream().sorted(Comparator.comparing(Exempt::node)).toList();
    }

    /** The statement as canonical JSON in UTF-8; this is what is signed. */
    public byte[] toBytes() {
        return CanonicalJson.write(BlockJson.write(this)).getBytes(StandardCharsets.UTF_8);
    }

    /** The signed envelope. */
    public Dsse sign(SiteKey key) {
        return Dsse.sign(Dsse.IN_TOTO, toBytes(), key);
    }
}
