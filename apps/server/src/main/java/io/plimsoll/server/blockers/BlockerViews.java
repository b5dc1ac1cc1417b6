/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.blockers;

import io.plimsoll.crew.blocker.Blocker;
import io.plimsoll.crew.blocker.Board;
import io.plimsoll.crew.blocker.Eta;
import io.plimsoll.crew.blocker.Target;
import io.plimsoll.postgres.BlockerRow;
import io.plimsoll.server.api.BlockersApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The board as the API tells it. */
final class BlockerViews {

    private static final int CLOSED_MAX = 100;
    private static final Board.Price NOTHING = new Board.Price(0, 0, 0);

    private BlockerViews() {}

    static BlockersApi.BlockersView view(String site, Board board, List<BlockerRow> rows, List<String> notes) {
        Map<String, BlockerRow> byId = new HashMap<>();
        rows.forEach(r -> byId.put(r.now().id(), r));
        List<BlockersApi.BlockerView> out = new ArrayList<>();
        for (Board.Priced p : board.blockers()) {
            BlockerRow row = byId.get(p.id());
            if (row != null) {
                out.add(priced(row, p));
            }
        }
        rows.stream()
                .filter(r -> r.now().state().open() && !r.now().state().holds())
                .forEach(r -> out.add(idle(r, board.at())));
        rows.stream().filter(r -> !r.now().state().open()).limit(CLOSED_MAX).forEach(r -> out.add(idle(r, board.at())));
        return new BlockersApi.BlockersView(
                site,
                board.at(),
                board.horizon(),
                board.total(),
                board.totalLate(),
                out,
                board.circles(),
                board.next(),
                board.promises().stream().map(BlockerViews::promise).toList(),
                board.times().stream()
                        .map(t -> new BlockersApi.TimesLine(
                                t.by(),
                                t.name(),
                                t.count(),
                                t.open(),
                                t.again(),
                                t.p50Hours().orElse(null),
                                t.p50Low().orElse(null),
                                t.p50High().orElse(null),
                                t.p90Hours().orElse(null),
                                t.etas(),
                                t.kept()))
                        .toList(),
                notes);
    }

    private static BlockersApi.HeldPromise promise(Board.Promise p) {
        return new BlockersApi.HeldPromise(
                p.commitment(),
                p.from(),
                p.gpus(),
                p.begins().orElse(null),
                p.beginsClear().orElse(null),
                p.lateDays(),
                p.lateDaysClear(),
                p.missing(),
                ids(p.heldBy()));
    }

    private static List<Long> ids(List<String> ids) {
        return ids.stream().map(Long::valueOf).toList();
    }

    private static BlockersApi.BlockerView priced(BlockerRow row, Board.Priced p) {
        Blocker b = row.now();
        return new BlockersApi.BlockerView(
                row.id(),
                b.kind(),
                b.title(),
                b.owner(),
                b.supplier(),
                b.state(),
                row.origin(),
                row.raisedAt(),
                b.raised(),
                b.eta().map(Eta::p50).orElse(null),
                b.eta().map(Eta::p90).orElse(null),
                p.gone(),
                p.basis(),
                b.blocks().stream().map(Target::toString).toList(),
                ids(b.waitsOn()),
                p.gpus(),
                p.price(),
                p.priceLate(),
                p.shareGpuHours(),
                p.moves(),
                p.together().map(t -> ids(t.with())).orElse(List.of()),
                p.together().map(Board.Together::price).orElse(null),
                p.rank(),
                row.journalSeq());
    }

    /** One that holds nothing up. */
    static BlockersApi.BlockerView idle(BlockerRow row, Instant at) {
        Blocker b = row.now();
        return new BlockersApi.BlockerView(
                row.id(),
                b.kind(),
                b.title(),
                b.owner(),
                b.supplier(),
                b.state(),
                row.origin(),
                row.raisedAt(),
                b.raised(),
                b.eta().map(Eta::p50).orElse(null),
                b.eta().map(Eta::p90).orElse(null),
                at,
                Board.Basis.NONE,
                b.blocks().stream().map(Target::toString).toList(),
                ids(b.waitsOn()),
                0,
                NOTHING,
                NOTHING,
                0,
                List.of(),
                List.of(),
                null,
                0,
                row.journalSeq());
    }

    static BlockersApi.Happened happened(BlockerRow.Step s) {
        return new BlockersApi.Happened(
                s.step(),
                s.state(),
                s.at(),
                s.by(),
                s.owner(),
                s.eta().map(Eta::p50).orElse(null),
                s.eta().map(Eta::p90).orElse(null),
                s.waitsOn().orElse(null),
                s.says(),
                s.journalSeq());
    }
}
