/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.certificate.BlockOrder;
import io.plimsoll.acceptance.certificate.BlockStatement;
import io.plimsoll.acceptance.certificate.CheckedCertificate;
import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.model.InputProblems;
import io.plimsoll.postgres.BlockNodeRow;
import io.plimsoll.postgres.BlockRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.LastCertificate;
import io.plimsoll.postgres.NewBlock;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.api.BlockApi;
import io.plimsoll.server.api.BlockApi.BlockItem;
import io.plimsoll.server.api.BlockApi.BlockView;
import io.plimsoll.server.api.BlockApi.Standing;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.server.keys.SigningKeys;
import io.plimsoll.server.statement.CertificatePdf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Blocks: signed from the certificates on the record, and read back with what became of each. */
public final class BlockHandlers {

    private static final int NODES_MAX = 65_536;
    /** Certificates are checked so many at a time, since thousands together would be hundreds of megabytes. */
    private static final int CHECKED_AT_ONCE = 256;

    private static final int BLOCKS_MAX = 1_000;

    private final Database record;
    private final SigningKeys keys;

    public BlockHandlers(Database record, SigningKeys keys) {
        this.record = record;
        this.keys = keys;
    }

    public void bind(Router router) {
        router.on(BlockApi.BLOCKS, this::list);
        router.on(BlockApi.ISSUE_BLOCK, this::issue);
        router.on(BlockApi.BLOCK, call -> view(call, row(call)));
        router.on(BlockApi.BLOCK_FILE, call -> {
            BlockRow row = row(call);
            return Download.of(
                    "application/json",
                    fileName(row) + ".block.dsse.json",
                    record.blocks().dsse(row.id()));
        });
        router.on(BlockApi.BLOCK_PDF, call -> {
            BlockRow row = row(call);
            byte[] dsse = record.blocks().dsse(row.id());
            JsonNode statement = statement(dsse, row.id());
            return new Download(
                    "application/pdf",
                    fileName(row) + ".block.pdf",
                    out -> CertificatePdf.write(statement, row.sha256().hex(), row.keyId(), out));
        });
    }

    private static String fileName(BlockRow row) {
        return row.name().replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    private Page<BlockItem> list(Call<?> call) {
        Site site = Scope.site(record, call);
        int limit = Math.min(call.limit(), BLOCKS_MAX - 1);
        List<BlockItem> rows =
                record
                        .blocks()
                        .list(site.name(), Paging.number(call), limit + 1, Scope.now(record, site, call))
                        .stream()
                        .map(BlockHandlers::item)
                        .toList();
        return Paging.cut(rows, b -> String.valueOf(b.id()), limit);
    }

    private BlockRow row(Call<?> call) {
        long id = call.pathNumber("id");
        BlockRow row = record.blocks().find(id, call.now()).orElseThrow(() -> Problem.notFound("block " + id));
        return record.blocks().find(id, now(call, row)).orElse(row);
    }

    /** The present of the block's site. */
    private Instant now(Call<?> call, BlockRow row) {
        return record.sites()
                .find(row.site())
                .map(s -> Scope.now(record, s, call))
                .orElse(call.now());
    }

    private BlockView issue(Call<BlockApi.NewBlock> call) {
        Site site = Scope.site(record, call);
        BlockApi.NewBlock input = call.input();
        Instant at = input.effectiveAt() == null ? Scope.now(record, site, call) : input.effectiveAt();
        Stamp stamp = Scope.stamp(call, at);
        List<String> nodes = nodes(site, input);
        SiteKey key = keys.forSigning(site.name());
        Map<String, Long> ids = new HashMap<>();
        BlockOrder order = new BlockOrder(
                input.name().strip(),
                input.kind(),
                Optional.ofNullable(input.customer()).orElse("").strip(),
                stamp.actor(),
                nodes,
                Optional.ofNullable(input.exceptions()).orElse(Map.of()));
        BlockStatement block = order.issue(checked(site, nodes, key, stamp.effectiveAt(), ids), stamp.effectiveAt());
        List<Long> certificates = block.nodes().stream()
                .map(n -> Optional.ofNullable(ids.get(n.node())).orElseThrow())
                .toList();
        long id = record.blocks()
                .issue(
                        stamp,
                        new NewBlock(
                                block,
                                certificates,
                                key.keyId(),
                                block.sign(key).toBytes()));
        return view(call, record.blocks().find(id, stamp.effectiveAt()).orElseThrow());
    }

    private List<String> nodes(Site site, BlockApi.NewBlock input) {
        InputProblems problems = new InputProblems("body");
        List<String> listed = Optional.ofNullable(input.nodes()).orElse(List.of());
        String of = Optional.ofNullable(input.of()).orElse("").strip();
        boolean list = input.kind() == BlockStatement.Kind.LIST;
        if (input.name().isBlank()) {
            problems.add(0, "/name", "what the customer calls the block, such as SU-1");
        }
        if (list == listed.isEmpty() || list != of.isEmpty()) {
            problems.add(
                    0,
                    list ? "/nodes" : "/of",
                    list ? "the nodes of a LIST, and no 'of'" : "which " + input.kind() + ", and no 'nodes'");
        }
        Set<String> known = new HashSet<>();
        listed.stream().filter(n -> !known.add(n)).forEach(n -> problems.add(0, n, "each node once"));
        problems.refuseIfAny();
        List<String> nodes = list ? listed : record.blocks().members(site.name(), input.kind(), of);
        if (nodes.isEmpty() || nodes.size() > NODES_MAX) {
            problems.add(
                    0,
                    input.kind() + " " + of + ": " + nodes.size() + " nodes",
                    "1 to " + NODES_MAX
                            + " nodes; an SU by its number, a rack as hall/row/rack, an order line by its name");
        }
        problems.refuseIfAny();
        return nodes;
    }

    /** @param ids is given the id of each node's certificate */
    private List<CheckedCertificate> checked(
            Site site, List<String> nodes, SiteKey key, Instant at, Map<String, Long> ids) {
        List<CheckedCertificate> checked = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i += CHECKED_AT_ONCE) {
            List<String> some = nodes.subList(i, Math.min(nodes.size(), i + CHECKED_AT_ONCE));
            for (LastCertificate last : record.blocks().last(site.name(), some)) {
                ids.put(last.node(), last.id());
                checked.add(asHeld(
                        CheckedCertificate.check("certificate " + last.id(), last.dsse(), key.publicKey(), at),
                        last,
                        at));
            }
        }
        return checked;
    }

    /** A file alone cannot know that it, or a waiver under it, was taken back; the record does. */
    private static CheckedCertificate asHeld(CheckedCertificate read, LastCertificate last, Instant at) {
        Optional<Instant> ended = last.heldUntil().filter(t -> !t.isAfter(at));
        if (ended.isEmpty()) {
            return read;
        }
        List<String> reasons = new ArrayList<>(read.reasons());
        reasons.add("it held until " + ended.get()
                + last.revokedFor().map(why -> ", when it was revoked: " + why).orElse(""));
        return new CheckedCertificate(
                read.file(), read.sha256(), reasons, read.node(), read.serial(), read.issuedAt(), Optional.empty());
    }

    private BlockView view(Call<?> call, BlockRow row) {
        Instant now = now(call, row);
        JsonNode statement = statement(record.blocks().dsse(row.id()), row.id());
        List<BlockApi.BlockException> exceptions = new ArrayList<>();
        for (JsonNode e : statement.path("predicate").path("exceptions")) {
            exceptions.add(new BlockApi.BlockException(
                    e.path("node").asString(""),
                    e.path("seen").asString(""),
                    e.path("reason").asString("")));
        }
        return new BlockView(
                item(row),
                row.site(),
                row.actor(),
                row.keyId(),
                row.journalSeq(),
                record.blocks().nodes(row.id()).stream().map(n -> node(n, now)).toList(),
                exceptions);
    }

    private static JsonNode statement(byte[] dsse, long id) {
        Dsse envelope = Dsse.read(dsse, "block " + id);
        return Views.json(new String(envelope.payload(), StandardCharsets.UTF_8));
    }

    private static BlockApi.BlockNode node(BlockNodeRow n, Instant now) {
        boolean holds = n.heldUntil().filter(until -> !until.isAfter(now)).isEmpty();
        Standing standing = holds ? Standing.HOLDS : n.revokedFor().isPresent() ? Standing.REVOKED : Standing.ENDED;
        return new BlockApi.BlockNode(
                n.node(),
                n.serial(),
                n.state(),
                n.certificate(),
                n.issuedAt(),
                standing,
                Views.orNull(n.heldUntil()),
                Views.orNull(n.revokedFor()),
                Views.orNull(n.later()));
    }

    private static BlockItem item(BlockRow row) {
        return new BlockItem(
                row.id(),
                row.name(),
                row.kind(),
                row.customer(),
                row.issuedAt(),
                Views.orNull(row.validUntil()),
                row.nodes(),
                row.holding(),
                row.exceptions(),
                row.gpus(),
                row.sha256().hex());
    }
}
