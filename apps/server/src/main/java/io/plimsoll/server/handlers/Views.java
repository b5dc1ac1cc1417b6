/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.postgres.CertificateRow;
import io.plimsoll.postgres.NodePage;
import io.plimsoll.postgres.NodeRow;
import io.plimsoll.postgres.RepairOrderRow;
import io.plimsoll.postgres.RunView;
import io.plimsoll.server.api.AcceptanceApi.CertificateItem;
import io.plimsoll.server.api.FabricApi.MoveView;
import io.plimsoll.server.api.FabricApi.OrderStatus;
import io.plimsoll.server.api.FabricApi.OrderView;
import io.plimsoll.server.api.LineApi.CertificateRef;
import io.plimsoll.server.api.LineApi.EvidenceRef;
import io.plimsoll.server.api.LineApi.LineEntry;
import io.plimsoll.server.api.LineApi.NodeItem;
import io.plimsoll.server.api.LineApi.Run;
import io.plimsoll.server.api.LineApi.RunTest;
import io.plimsoll.server.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shows what the record holds in the shapes of the API. */
final class Views {

    private Views() {}

    /** An empty Optional travels as null. */
    static <T> @Nullable T orNull(Optional<T> value) {
        return value.isPresent() ? value.get() : null;
    }

    static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    static NodeItem node(NodeRow n) {
        return new NodeItem(
                n.name(),
                n.model(),
                n.serial(),
                n.state(),
                n.since(),
                n.location(),
                n.scalableUnit(),
                n.gpus(),
                n.openOrders(),
                n.certificateId().isPresent() ? n.certificateId().getAsLong() : null);
    }

    static LineEntry entry(NodePage.LineEntry e) {
        EvidenceRef evidence = e.evidence().isPresent() ? evidence(e.evidence().get()) : null;
        return new LineEntry(e.at(), e.recordedAt(), orNull(e.from()), e.to(), evidence, e.actor(), e.journalSeq());
    }

    private static EvidenceRef evidence(NodePage.EvidenceRef r) {
        return new EvidenceRef(
                r.id(), r.kind(), r.summary(), r.sha256().hex(), r.journalSeq(), "/api/evidence/" + r.id());
    }

    static Run run(RunView run) {
        List<RunTest> tests = run.tests().stream()
                .map(t -> new RunTest(
                        t.test(),
                        t.required(),
                        t.verdict(),
                        json(t.measurements()),
                        t.criterion(),
                        t.logSha256().isPresent() ? t.logSha256().get().hex() : null,
                        t.reason()))
                .toList();
        return new Run(run.id(), run.plan(), run.startedAt(), orNull(run.finishedAt()), orNull(run.verdict()), tests);
    }

    static CertificateRef certificateRef(CertificateRow c) {
        return new CertificateRef(
                c.id(), c.issuedAt(), orNull(c.validUntil()), c.sha256().hex(), orNull(c.revokedAt()));
    }

    static CertificateItem certificate(CertificateRow c) {
        return new CertificateItem(
                c.id(),
                c.node(),
                c.issuedAt(),
                orNull(c.validUntil()),
                orNull(c.revokedAt()),
                c.plan(),
                c.sha256().hex(),
                c.waived());
    }

    static OrderView order(RepairOrderRow row) {
        RepairOrder order = row.order();
        List<MoveView> moves = new ArrayList<>();
        for (int i = 0; i < order.moves().size(); i++) {
            RepairOrder.Move m = order.moves().get(i);
            RepairOrderRow.Tick tick = i < row.ticks().size()
                    ? row.ticks().get(i)
                    : new RepairOrderRow.Tick(Optional.empty(), Optional.empty());
            moves.add(new MoveView(m.action(), m.from(), m.to(), m.text(), orNull(tick.by()), orNull(tick.at())));
        }
        return new OrderView(
                order.id(),
                order.kind(),
                order.severity(),
                order.location(),
                moves,
                order.findings(),
                order.proof(),
                OrderStatus.valueOf(row.status().name()),
                row.openedAt(),
                orNull(row.closedAt()));
    }
}
