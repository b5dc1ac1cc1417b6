/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.allocate;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.Samples;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.testkit.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The allocator moves in as few nodes as any choice could, and says why. */
class AllocatorTest {

    private static Proposal propose(String csv, Commitment contract) {
        Timelines timelines = Timelines.of(Samples.log(Samples.HEADER + csv));
        return Allocator.propose(
                        timelines, List.of(contract), Samples.at("2026-01-02").getEpochSecond())
                .getFirst();
    }

    private static String node(String name, String state, String rack, int slot, String commitment) {
        return "2026-01-01T00:00:00Z," + name + ",," + state + ",4,den," + rack + "," + slot + "," + commitment
                + ",,\n";
    }

    @Test
    void aHotSpareOfTheSameRackGoesFirst() {
        Proposal p = propose(
                node("a", "SERVING", "r1", 1, "acme")
                        + node("b", "SUSPECT", "r1", 2, "acme")
                        + node("c", "ACCEPTED", "r1", 3, "")
                        + node("d", "HOT_SPARE", "r2", 1, "")
                        + node("e", "HOT_SPARE", "r1", 4, ""),
                Samples.contract("node", 2, ""));
        assertThat(p.moves()).singleElement().satisfies(m -> {
            assertThat(m.unit()).isEqualTo("e");
            assertThat(m.because()).contains("r1 already holds 1");
        });
        assertThat(p.unmet()).isZero();
    }

    @Test
    void aRackIsCompletedFromItsOwnNodesOnly() {
        String csv = node("a1", "SERVING", "a", 1, "acme")
                + node("a2", "SUSPECT", "a", 2, "acme")
                + node("a3", "HOT_SPARE", "a", 3, "")
                + node("b1", "SERVING", "b", 1, "acme")
                + node("b2", "SUSPECT", "b", 2, "acme")
                + node("c1", "HOT_SPARE", "c", 1, "");
        Proposal p = propose(csv, Samples.contract("rack 2 of 3", 2, ""));
        assertThat(p.moves()).extracting(Proposal.Move::unit).containsExactly("a3");
        assertThat(p.unmet()).isEqualTo(1);
        assertThat(p.explanation()).anyMatch(e -> e.contains("a node of another rack does not count"));
    }

    @Test
    void nobodyElsesNodeIsTouched() {
        Proposal p = propose(
                node("a", "SUSPECT", "r", 1, "acme") + node("b", "SERVING", "r", 2, "bolt"),
                Samples.contract("node", 1, ""));
        assertThat(p.moves()).isEmpty();
        assertThat(p.unmet()).isEqualTo(1);
    }

    @Test
    void theChosenBlocksAreAsCheapAsTheBestOfAllChoices() {
        Seeds.forAll(500, (random, seed) -> {
            long[] price = new long[1 + random.nextInt(10)];
            for (int i = 0; i < price.length; i++) {
                price[i] = random.nextInt(4) == 0 ? Blocks.NO : random.nextInt(3);
            }
            int size = 1 + random.nextInt(4);
            int count = 1 + random.nextInt(4);
            Blocks.Chosen chosen = Blocks.cheapest(price, size, count);
            long[] best = best(price, size, 0, count);
            assertThat(chosen.starts()).hasSize((int) best[0]);
            assertThat(chosen.cost()).isEqualTo(best[1]);
            for (int i = 1; i < chosen.starts().size(); i++) {
                assertThat(chosen.starts().get(i))
                        .isGreaterThanOrEqualTo(chosen.starts().get(i - 1) + size);
            }
        });
    }

    /** The most windows from here on, up to so many, and their least cost, by trying all. */
    private static long[] best(long[] price, int size, int from, int count) {
        if (count == 0 || from + size > price.length) {
            return new long[] {0, 0};
        }
        long[] without = best(price, size, from + 1, count);
        long own = 0;
        for (int i = from; i < from + size; i++) {
            own = price[i] >= Blocks.NO || own < 0 ? -1 : own + price[i];
        }
        if (own < 0) {
            return without;
        }
        long[] with = best(price, size, from + size, count - 1);
        long[] taken = {with[0] + 1, with[1] + own};
        return taken[0] > without[0] || (taken[0] == without[0] && taken[1] < without[1]) ? taken : without;
    }
}
