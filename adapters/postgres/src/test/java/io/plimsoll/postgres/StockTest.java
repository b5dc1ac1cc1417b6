/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import static io.plimsoll.spares.stock.StockStep.COUNTED_LESS;
import static io.plimsoll.spares.stock.StockStep.FITTED;
import static io.plimsoll.spares.stock.StockStep.LENT;
import static io.plimsoll.spares.stock.StockStep.ORDERED;
import static io.plimsoll.spares.stock.StockStep.RECEIVED;
import static io.plimsoll.spares.stock.StockStep.REPAIRED;
import static io.plimsoll.spares.stock.StockStep.RETURNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.spares.stock.StockAccount;
import io.plimsoll.spares.stock.StockPosition;
import io.plimsoll.spares.stock.StockStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StockTest {

    private static final Stamp STAMP = new Stamp("storekeeper", Instant.parse("2026-11-02T00:00:00Z"));

    private static NewStockMove move(String place, StockStep step, int quantity) {
        return new NewStockMove("nic", place, step, Optional.empty(), quantity, "PO-1", "");
    }

    private static Database withSite() {
        Database db = TestRecord.empty();
        db.sites().create(STAMP, "oslo", "Oslo", "Europe/Oslo", false, AssuranceLevel.IDENTITY_BOTH_ENDS);
        return db;
    }

    @Test
    void theDatabaseHasTheSameStockStepsAsTheCapability() {
        try (Database db = TestRecord.empty()) {
            Map<StockStep, List<StockAccount>> table = new HashMap<>();
            db.store()
                    .read(sql -> sql.fetch("select * from stock_step"))
                    .forEach(r -> table.put(
                            StockStep.valueOf(r.get("step", String.class)),
                            List.of(
                                    StockAccount.valueOf(r.get("from_account", String.class)),
                                    StockAccount.valueOf(r.get("to_account", String.class)))));
            assertThat(table).hasSize(StockStep.values().length);
            table.forEach((step, accounts) -> assertThat(accounts).containsExactly(step.from(), step.to()));
        }
    }

    @Test
    void anOrderedPartArrivesIsFittedAndItsFailedPredecessorComesBackRepaired() {
        try (Database db = withSite()) {
            db.stock().move(STAMP, "oslo", move("oslo", ORDERED, 4));
            db.stock().move(STAMP, "oslo", move("oslo", RECEIVED, 3));
            db.stock().move(STAMP, "oslo", move("oslo", FITTED, 2));
            db.stock().move(STAMP, "oslo", move("oslo", RETURNED, 2));
            db.stock().move(STAMP, "oslo", move("oslo", REPAIRED, 1));
            assertThat(db.stock().positions("oslo")).containsExactly(new StockPosition("nic", "oslo", 2, 1, 1));
            assertThat(db.journal().verify().firstBad()).isEmpty();
        }
    }

    @Test
    void aShelfNeverHoldsLessThanNothingAndSaysWhatIsMissing() {
        try (Database db = withSite()) {
            db.stock().move(STAMP, "oslo", move("oslo", ORDERED, 1));
            assertThatThrownBy(() -> db.stock().move(STAMP, "oslo", move("oslo", RECEIVED, 2)))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("oslo has 1 of nic on order, and 2 were to be taken");
            assertThatThrownBy(() -> db.stock().move(STAMP, "oslo", move("oslo", COUNTED_LESS, 1)))
                    .isInstanceOf(RecordRefusedException.class);
            assertThat(db.stock().moves("oslo", Optional.empty(), Long.MAX_VALUE, 10))
                    .as("a refused move leaves nothing")
                    .hasSize(1);
        }
    }

    @Test
    void lendingMovesFromShelfToShelfAndKeepsTheSum() {
        try (Database db = withSite()) {
            db.stock().move(STAMP, "oslo", move("oslo", StockStep.COUNTED_MORE, 5));
            db.stock().move(STAMP, "oslo", new NewStockMove("nic", "oslo", LENT, Optional.of("bergen"), 2, "", ""));
            assertThat(db.stock().positions("oslo"))
                    .containsExactly(
                            new StockPosition("nic", "bergen", 2, 0, 0), new StockPosition("nic", "oslo", 3, 0, 0));
        }
    }

    @Test
    void manyTakersOfTheLastPartGetItOnce() throws Exception {
        try (Database db = withSite();
                ExecutorService pool = Executors.newFixedThreadPool(4)) {
            db.stock().move(STAMP, "oslo", move("oslo", StockStep.COUNTED_MORE, 3));
            List<Callable<Boolean>> takers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                takers.add(() -> {
                    try {
                        db.stock().move(STAMP, "oslo", move("oslo", FITTED, 1));
                        return true;
                    } catch (RecordRefusedException e) {
                        return false;
                    }
                });
            }
            int got = 0;
            for (Future<Boolean> f : pool.invokeAll(takers)) {
                got += f.get() ? 1 : 0;
            }
            assertThat(got).isEqualTo(3);
            assertThat(db.stock().positions("oslo")).containsExactly(new StockPosition("nic", "oslo", 0, 0, 0));
        }
    }

    @Test
    void aBalanceCannotBeWrittenByHand() {
        try (Database db = withSite()) {
            db.stock().move(STAMP, "oslo", move("oslo", StockStep.COUNTED_MORE, 3));
            assertThatThrownBy(() ->
                            db.store().write(STAMP, tx -> tx.sql().execute("update stock_balance set quantity = 9")))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("by a move only");
        }
    }

    @Test
    void theNewestPlanIsInForceAndItsFileIsKeptByteForByte() {
        try (Database db = withSite()) {
            db.stock().setPlan(STAMP, "oslo", "first", new byte[] {1});
            db.stock().setPlan(STAMP, "oslo", "second", new byte[] {2, 3});
            SparesPlanRow plan = db.stock().plan("oslo").orElseThrow();
            assertThat(plan.name()).isEqualTo("second");
            assertThat(plan.document()).containsExactly(2, 3);
        }
    }
}
