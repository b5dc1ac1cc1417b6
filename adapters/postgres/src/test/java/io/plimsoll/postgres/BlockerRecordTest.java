/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.crew.blocker.BlockerKind;
import io.plimsoll.crew.blocker.BlockerState;
import io.plimsoll.crew.blocker.BlockerStep;
import io.plimsoll.crew.blocker.Eta;
import io.plimsoll.crew.blocker.Spell;
import io.plimsoll.crew.blocker.Target;
import io.plimsoll.model.AssuranceLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The database itself holds the steps of a blocker. */
class BlockerRecordTest {

    private static final Instant NINE = Instant.parse("2026-02-01T09:00:00Z");

    private static Stamp at(String who, int hours) {
        return new Stamp(who, NINE.plus(Duration.ofHours(hours)));
    }

    private static Database withSites() {
        Database db = TestRecord.empty();
        for (String site : List.of("oslo", "bergen")) {
            db.sites().create(at("ana", 0), site, site, "Europe/Oslo", false, AssuranceLevel.IDENTITY_BOTH_ENDS);
        }
        return db;
    }

    private static NewBlocker permit(String origin) {
        return new NewBlocker(
                BlockerKind.PERMIT,
                "no permit to lift",
                "the city",
                origin,
                "",
                Optional.empty(),
                List.of(new Target.Work("lift")),
                List.of());
    }

    @Test
    void theTableOfStepsIsThatOfTheProgram() {
        try (Database db = withSites()) {
            Map<List<String>, String> table = new HashMap<>();
            db.store()
                    .read(sql -> sql.fetch("select * from blocker_rule where from_state <> ''"))
                    .forEach(r -> table.put(
                            List.of(r.get("step", String.class), r.get("from_state", String.class)),
                            r.get("to_state", String.class)));
            Map<List<String>, String> program = new HashMap<>();
            for (BlockerStep step : BlockerStep.values()) {
                for (BlockerState from : BlockerState.values()) {
                    step.to(from).ifPresent(to -> program.put(List.of(step.name(), from.name()), to.name()));
                }
            }
            assertThat(table).isEqualTo(program);
        }
    }

    @Test
    void aBlockerIsOwnedPromisedMitigatedClearedAndVerifiedBySomebodyElse() {
        try (Database db = withSites()) {
            BlockerRecords blockers = db.blockers();
            long id = blockers.raise(at("ana", 1), "oslo", permit("hand")).id();
            Eta eta = new Eta(NINE.plus(Duration.ofDays(3)), NINE.plus(Duration.ofDays(5)));
            blockers.step(
                    at("ana", 2),
                    "oslo",
                    id,
                    new NewBlockerStep(
                            BlockerStep.OWNED, Optional.of("coordinator"), Optional.empty(), Optional.empty(), ""));
            BlockerRow row = blockers.step(
                    at("ana", 3),
                    "oslo",
                    id,
                    new NewBlockerStep(BlockerStep.ETA, Optional.empty(), Optional.of(eta), Optional.empty(), ""));
            assertThat(row.now().state()).isEqualTo(BlockerState.ETA_GIVEN);
            assertThat(row.now().owner()).isEqualTo("coordinator");
            assertThat(row.now().eta()).contains(eta);
            blockers.step(at("ana", 10), "oslo", id, NewBlockerStep.of(BlockerStep.MITIGATED, "by hand tools"));
            blockers.step(at("ana", 20), "oslo", id, NewBlockerStep.of(BlockerStep.CLEARED, ""));
            assertThatThrownBy(
                            () -> blockers.step(at("ana", 21), "oslo", id, NewBlockerStep.of(BlockerStep.VERIFIED, "")))
                    .hasMessageContaining("ana cleared blocker")
                    .hasMessageContaining("someone else");
            blockers.step(at("ben", 21), "oslo", id, NewBlockerStep.of(BlockerStep.VERIFIED, ""));
            row = blockers.step(at("ben", 30), "oslo", id, NewBlockerStep.of(BlockerStep.REOPENED, "withdrawn"));
            assertThat(row.now().eta()).as("whoever opens it again says anew").isEmpty();
            assertThat(row.now().raised()).isEqualTo(NINE.plus(Duration.ofHours(30)));
            row = blockers.step(at("ben", 34), "oslo", id, NewBlockerStep.of(BlockerStep.CLEARED, ""));
            assertThat(row.spells())
                    .extracting(s -> s.length(NINE).toHours(), Spell::again)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(9L, false),
                            org.assertj.core.groups.Tuple.tuple(4L, true));
            assertThat(db.journal().verify().firstBad()).isEmpty();
            assertThat(db.journal().list(new JournalQuery("oslo", "blocker " + id, "", 0, 100)))
                    .hasSize(8);
        }
    }

    @Test
    void whatTheTableDoesNotHaveIsRefusedAndNothingIsEverChanged() {
        try (Database db = withSites()) {
            BlockerRecords blockers = db.blockers();
            long id =
                    blockers.raise(at("ana", 1), "oslo", permit("order-line:7")).id();
            long other = blockers.raise(at("ana", 1), "bergen", permit("hand")).id();
            assertThatThrownBy(
                            () -> blockers.step(at("ana", 2), "oslo", id, NewBlockerStep.of(BlockerStep.VERIFIED, "")))
                    .hasMessageContaining("is open: it cannot be verified");
            assertThatThrownBy(
                            () -> blockers.step(at("ana", 0), "oslo", id, NewBlockerStep.of(BlockerStep.CLEARED, "")))
                    .hasMessageContaining("none before it");
            assertThatThrownBy(() -> blockers.step(
                            at("ana", 2),
                            "oslo",
                            id,
                            new NewBlockerStep(
                                    BlockerStep.WAITS, Optional.empty(), Optional.empty(), Optional.of(other), "")))
                    .hasMessageContaining("another site");
            assertThatThrownBy(() ->
                            blockers.step(at("ana", 2), "oslo", other, NewBlockerStep.of(BlockerStep.CLEARED, "")))
                    .hasMessageContaining("no blocker " + other);
            assertThatThrownBy(() -> blockers.raise(at("ana", 2), "oslo", permit("order-line:7")))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("blocker_origin");
            assertThatThrownBy(() -> blockers.raise(
                            at("ana", 2),
                            "oslo",
                            new NewBlocker(
                                    BlockerKind.PART,
                                    "x",
                                    "",
                                    "hand",
                                    "",
                                    Optional.empty(),
                                    List.of(new Target.Unit("node-99")),
                                    List.of())))
                    .hasMessageContaining("no unit:node-99");
            for (String table : List.of("blocker", "blocker_step", "blocker_target", "blocker_rule")) {
                assertThatThrownBy(() ->
                                db.store().write(at("eve", 3), tx -> tx.sql().execute("delete from " + table)))
                        .as(table)
                        .isInstanceOf(RecordRefusedException.class);
            }
        }
    }
}
