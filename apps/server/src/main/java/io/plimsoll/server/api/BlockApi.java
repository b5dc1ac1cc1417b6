/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Permission.WAIVE;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.page;

import io.plimsoll.acceptance.certificate.BlockStatement;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Blocks: what is delivered together, signed once, and how each of its certificates stands since. */
public final class BlockApi {

    private BlockApi() {}

    /**
     * @param of the number of an SU, a rack as hall/row/rack, or an order line; left out for a LIST
     * @param nodes of a LIST, left out for the others
     * @param exceptions a reason for each node that is delivered without a certificate that holds
     */
    public record NewBlock(
            String name,
            BlockStatement.Kind kind,
            @Nullable String customer,
            @Nullable String of,
            @Nullable List<String> nodes,
            @Nullable Map<String, String> exceptions,
            @Nullable Instant effectiveAt) {}

    /** @param holding how many of the nodes' certificates hold at the site's present */
    public record BlockItem(
            long id,
            String name,
            BlockStatement.Kind kind,
            String customer,
            Instant issuedAt,
            @Nullable Instant validUntil,
            int nodes,
            int holding,
            int exceptions,
            int gpus,
            String sha256) {}

    /** How the certificate that a node was delivered by stands now. */
    public enum Standing {
        HOLDS,
        /** It ran out, or a waiver under it did. */
        ENDED,
        REVOKED
    }

    /**
     * @param heldUntil until when it holds or held; null for no end
     * @param revokedFor why it was revoked
     * @param laterCertificate the node's newest certificate, where that is another one
     */
    public record BlockNode(
            String node,
            String serial,
            UnitState state,
            long certificate,
            Instant issuedAt,
            Standing standing,
            @Nullable Instant heldUntil,
            @Nullable String revokedFor,
            @Nullable Long laterCertificate) {}

    /**
     * @param seen what was wrong with its certificate when the block was signed
     * @param reason why it was delivered all the same, in the words of whoever signed
     */
    public record BlockException(String node, String seen, String reason) {}

    public record BlockView(
            BlockItem block,
            String site,
            String issuedBy,
            String keyId,
            long journalSeq,
            List<BlockNode> nodes,
            List<BlockException> exceptions) {}

    public static final Endpoint<Nothing, Page<BlockItem>> BLOCKS = Endpoint.get(
            "/api/sites/{site}/blocks",
            "Blocks that were delivered, newest first",
            VIEW,
            page(BlockItem.class),
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<NewBlock, BlockView> ISSUE_BLOCK = Endpoint.post(
            "/api/sites/{site}/blocks",
            "Sign one certificate for what is delivered together",
            WAIVE,
            json(NewBlock.class),
            json(BlockView.class));
    public static final Endpoint<Nothing, BlockView> BLOCK = Endpoint.get(
            "/api/blocks/{id}", "A block, and how each of its certificates stands now", VIEW, json(BlockView.class));
    public static final Endpoint<Nothing, Download> BLOCK_FILE =
            Endpoint.get("/api/blocks/{id}/dsse", "The signed block, byte for byte", VIEW, file("application/json"));
    public static final Endpoint<Nothing, Download> BLOCK_PDF = Endpoint.get(
            "/api/blocks/{id}/pdf", "The block as pages that a customer reads", VIEW, file("application/pdf"));

    static final List<Endpoint<?, ?>> ALL = List.of(BLOCKS, ISSUE_BLOCK, BLOCK, BLOCK_FILE, BLOCK_PDF);
}
