/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.ledger;

import static io.plimsoll.capacity.Samples.at;
import static io.plimsoll.capacity.Samples.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.model.UnitState;
import org.junit.jupiter.api.Test;

/** Corrections are reversals, and one can ask what was known when. */
class LogTest {

    private static final String CORRECTED = """
            id,effective_at,recorded_at,unit,from,to,gpus,reverses
            1,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,n1,,SERVING,8,
            2,2026-01-05T00:00:00Z,2026-01-05T00:00:00Z,n1,SERVING,SUSPECT,,
            3,,2026-01-09T00:00:00Z,n1,,,,2
            4,2026-01-07T00:00:00Z,2026-01-09T00:00:00Z,n1,SERVING,SUSPECT,,
            """;

    @Test
    void aReversalTakesAnEntryAwayForThoseWhoKnowOfItAndForNobodyBefore() {
        Log log = log(CORRECTED);
        long sixth = at("2026-01-06").getEpochSecond();
        assertThat(Timelines.of(log).stateAt(0, sixth)).contains(UnitState.SERVING);
        assertThat(Timelines.of(log, Statements.micros(at("2026-01-08"))).stateAt(0, sixth))
                .contains(UnitState.SUSPECT);
        assertThat(Balances.at(log, sixth, Long.MAX_VALUE).getFirst().gpus()).containsOnlyKeys(UnitState.SERVING);
        assertThat(Balances.at(log, sixth, Statements.micros(at("2026-01-08")))
                        .getFirst()
                        .gpus())
                .containsOnlyKeys(UnitState.SUSPECT);
    }

    @Test
    void anEntryIsReversedOnceAndOnlyByItsOwnUnit() {
        assertThatThrownBy(() -> log(CORRECTED + "5,,2026-01-10T00:00:00Z,n1,,,,2\n"))
                .hasMessageContaining("not reversed before");
        assertThatThrownBy(() -> log(CORRECTED + "5,,2026-01-10T00:00:00Z,n1,,,,77\n"))
                .hasMessageContaining("reverses 77");
    }

    @Test
    void aUnitThatLeavesAStateThatItIsNotInIsNamedWithItsLine() {
        Log log = log("""
                effective_at,unit,from,to,gpus
                2026-01-01T00:00:00Z,n1,,ACCEPTED,8
                2026-01-05T00:00:00Z,n1,SERVING,SUSPECT,
                """);
        assertThatThrownBy(() -> Timelines.of(log))
                .hasMessageContaining("ledger.csv:3")
                .hasMessageContaining("n1 leaves SERVING")
                .hasMessageContaining("ACCEPTED");
    }

    @Test
    void aUnitServesOneCommitmentAtATime() {
        Log log = log("""
                effective_at,unit,from,to,gpus,commitment
                2026-01-01T00:00:00Z,n1,,SERVING,8,acme
                2026-01-05T00:00:00Z,n1,SERVING,SUSPECT,,
                2026-01-06T00:00:00Z,n1,SUSPECT,SERVING,,bolt
                """);
        assertThatThrownBy(() -> Timelines.of(log)).hasMessageContaining("it still serves acme");
    }
}
