/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BlockerPricerTest {

    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private static Board board(String yaml) {
        return BlockerPricer.price(StandUpReader.read("at: 2026-12-01\n" + yaml, "stand-up", NOW), 1);
    }

    private static Board.Priced row(Board board, String id) {
        return board.blockers().stream()
                .filter(b -> b.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static final String HALL = """
            horizonDays: 40
            units:
              - {unit: su1, gpus: 100}
              - {unit: su2, gpus: 100, workHours: 48}
              - {unit: su3, gpus: 100}
            commitments:
              - {commitment: acme, from: 2026-12-05, gpus: 200}
            """;

    @Test
    void aBlockerCostsTheHoursAndTheContractDaysThatThePlanHasLessOfWithIt() {
        Board board = board(HALL + """
                blockers:
                  - {id: permit, kind: permit, owner: coordinator, eta: 2026-12-11, blocks: [su1]}
                  - {id: crane, kind: logistics, eta: {p50: 2026-12-08, p90: 2026-12-21}, blocks: [su2]}
                """);
        assertThat(board.total().contractDays())
                .as("the second 100 GPUs come on 10 December")
                .isEqualTo(5);
        assertThat(row(board, "permit").price().contractDays())
                .as("su1 would keep it from the first day")
                .isEqualTo(5);
        assertThat(row(board, "permit").price().blockedGpuHours()).isEqualTo(100 * 240);
        Board.Priced crane = row(board, "crane");
        assertThat(crane.price().blockedGpuHours()).as("7 days and 2 of work").isEqualTo(100 * 9 * 24);
        assertThat(crane.price().contractDays()).isEqualTo(5);
        assertThat(crane.priceLate().contractDays())
                .as("by the 11th su1 is there instead")
                .isEqualTo(6);
        assertThat(crane.moves()).containsExactly("acme");
        assertThat(board.next().getFirst().gain().contractDays()).isEqualTo(5);
        assertThat(board.next().getFirst().id())
                .as("both bring 5 days; the permit frees more hours")
                .isEqualTo("permit");
    }

    @Test
    void twoBlockersOfTheSameUnitsBringNothingAloneAndAreNotForgotten() {
        Board board = board(HALL + """
                blockers:
                  - {id: power, kind: power, eta: 2026-12-21, blocks: [su1, su2, su3]}
                  - {id: water, kind: cooling, eta: 2026-12-21, blocks: [su1, su2, su3]}
                  - {id: badge, kind: access, eta: 2026-12-02, blocks: [su3]}
                """);
        Board.Priced power = row(board, "power");
        assertThat(power.price().blockedGpuHours()).isZero();
        Board.Together together = power.together().orElseThrow();
        assertThat(together.with()).contains("water");
        assertThat(together.price().contractDays()).isEqualTo(16);
        assertThat(board.blockers())
                .extracting(Board.Priced::id)
                .as("by what they bring together")
                .endsWith("badge");
        assertThat(board.next().stream()
                        .mapToDouble(s -> s.gain().contractDays())
                        .sum())
                .isEqualTo(16);
        double shares = board.blockers().stream()
                .mapToDouble(Board.Priced::shareGpuHours)
                .sum();
        assertThat(shares).isEqualTo(board.total().blockedGpuHours(), within(1e-6));
    }

    @Test
    void whatWaitsInACircleIsExplainedAndClearingOneOfThemFreesTheOther() {
        Board board = board(HALL + """
                blockers:
                  - {id: order, kind: decision, owner: capacity manager, eta: 2026-12-03, blocks: [su1], waitsOn: [site]}
                  - {id: site, kind: customer, eta: 2026-12-04, waitsOn: [order]}
                  - {id: later, kind: part, eta: 2026-12-02, blocks: [su2], waitsOn: [site]}
                """);
        assertThat(board.circles()).hasSize(1);
        assertThat(board.circles().getFirst().ids()).containsExactly("order", "site");
        assertThat(board.circles().getFirst().says())
                .contains("order waits on site, site waits on order")
                .contains("capacity manager");
        assertThat(row(board, "order").basis()).isEqualTo(Board.Basis.CIRCLE);
        assertThat(row(board, "later").gone()).as("it waits for the circle").isEqualTo(board.horizon());
        assertThat(row(board, "site").price().blockedGpuHours())
                .as("then the order comes on the 3rd; su2 on the 2nd and 48 h of work")
                .isEqualTo(100 * 24 * (38 + 37));
    }

    @Test
    void aPackageThatCannotStartMovesTheScheduleThatItIsIn() {
        String yaml = """
                units: [{unit: SU1, gpus: 64}, {unit: SU2, gpus: 64}]
                commitments: [{commitment: acme, from: 2026-12-04, gpus: 128}]
                bringup:
                  start: 2026-12-01T00:00Z
                  resources: {crews: 1}
                  packages:
                    - {id: rack1, su: SU1, duration: 24h, needs: {crews: 1}}
                    - {id: rack2, su: SU2, duration: 24h, needs: {crews: 1}}
                    - {id: burn1, su: SU1, duration: 24h, after: rack1}
                    - {id: burn2, su: SU2, duration: 24h, after: rack2}
                blockers:
                """;
        Board board = board(yaml + "  - {id: truck, kind: logistics, eta: 2026-12-04, blocks: [rack1]}\n");
        assertThat(board.total().contractDays())
                .as("rack1 on the 4th, burnt in on the 6th")
                .isEqualTo(2);
        assertThat(row(board, "truck").price().contractDays()).isEqualTo(2);
        Board soon = board(yaml + "  - {id: truck, kind: logistics, eta: 2026-12-02, blocks: [rack1]}\n");
        assertThat(soon.total().contractDays()).as("the crew sets rack2 first").isZero();
    }

    @Test
    void withoutAnEtaOthersLikeItSayHowLongAndElseTheHorizonDoes() {
        String past = """
                past:
                  - {kind: permit, raised: 2026-11-01, cleared: 2026-11-03}
                  - {kind: permit, raised: 2026-11-01, cleared: 2026-11-05}
                  - {kind: permit, raised: 2026-11-01, cleared: 2026-11-07}
                  - {kind: permit, raised: 2026-11-01, cleared: 2026-11-09}
                  - {kind: permit, raised: 2026-11-01, cleared: 2026-11-11}
                """;
        Board board = board(HALL + past + """
                blockers:
                  - {id: p, kind: permit, raised: 2026-11-30T00:00Z, blocks: [su1]}
                  - {id: q, kind: skill, blocks: [su2]}
                """);
        assertThat(row(board, "p").basis()).isEqualTo(Board.Basis.HISTORY);
        assertThat(row(board, "p").gone()).isEqualTo(Instant.parse("2026-12-06T00:00:00Z"));
        assertThat(row(board, "q").basis()).isEqualTo(Board.Basis.UNKNOWN);
        assertThat(row(board, "q").gone()).isEqualTo(board.horizon());
        assertThat(board.notes()).anyMatch(n -> n.contains("until the horizon"));
        assertThat(board.times().getFirst().p50Hours()).contains(144.0);
        assertThat(board.times().getFirst().open()).isEqualTo(1);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> board(HALL + """
                        blockers:
                          - {id: a, kind: weather, blocks: [su9], waitsOn: [a, b]}
                          - {id: a, kind: part, eta: {p50: 2026-12-09, p90: 2026-12-08}}
                          - {id: c, kind: part, colour: red}
                        """))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.problems())
                                .extracting(p -> p.seen())
                                .anyMatch(s -> s.contains("weather"))
                                .anyMatch(s -> s.contains("su9"))
                                .anyMatch(s -> s.contains("waitsOn b"))
                                .anyMatch(s -> s.contains("waitsOn a"))
                                .anyMatch(s -> s.contains("p90"))
                                .anyMatch(s -> s.contains("colour")));
    }

    /** Hour by hour, by no formula of the pricer: what a GPU waits for, and how many are there. */
    private static double[] byHours(StandUp s, Set<String> cleared) {
        int hours = (int) Duration.between(s.at(), s.horizon()).toHours();
        double blocked = 0;
        double[] begins = new double[s.tranches().size()];
        java.util.Arrays.fill(begins, hours);
        double missing = 0;
        for (int h = 0; h < hours; h++) {
            Instant t = s.at().plus(Duration.ofHours(h));
            int there = 0;
            for (StandUp.Unit u : s.units()) {
                boolean ready = !u.ready().isAfter(t);
                for (Blocker b : s.blockers()) {
                    if (b.blocks().contains(new Target.Unit(u.name())) && !cleared.contains(b.id())) {
                        ready &= over(s, b, cleared, t.minus(u.work()), new HashSet<>());
                    }
                }
                there += ready ? u.gpus() : 0;
                blocked += ready ? 0 : u.gpus();
            }
            for (int k = 0; k < begins.length; k++) {
                StandUp.Tranche tranche = s.tranches().get(k);
                if (!tranche.from().isAfter(t)) {
                    missing += Math.max(0, tranche.gpus() - there);
                }
                if (there >= tranche.gpus() && begins[k] == hours) {
                    begins[k] = h;
                }
            }
        }
        double late = 0;
        for (int k = 0; k < begins.length; k++) {
            long from = Duration.between(s.at(), s.tranches().get(k).from()).toHours();
            late += Math.max(0, begins[k] - from) / 24;
        }
        return new double[] {blocked, late, missing};
    }

    private static boolean over(StandUp s, Blocker b, Set<String> cleared, Instant t, Set<String> way) {
        if (cleared.contains(b.id())) {
            return true;
        }
        if (!way.add(b.id()) || b.eta().orElseThrow().p50().isAfter(t)) {
            return false;
        }
        return s.blockers().stream()
                .filter(o -> b.waitsOn().contains(o.id()))
                .allMatch(o -> over(s, o, cleared, t, new HashSet<>(way)));
    }

    private static StandUp drawn(RandomGenerator random) {
        List<StandUp.Unit> units = new ArrayList<>();
        for (int u = 0; u < 5; u++) {
            units.add(new StandUp.Unit(
                    "u" + u,
                    1 + random.nextInt(8),
                    NOW.plus(Duration.ofHours(random.nextInt(40))),
                    Duration.ofHours(random.nextInt(6))));
        }
        List<Blocker> blockers = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int b = 0; b < count; b++) {
            Instant eta = NOW.plus(Duration.ofHours(1 + random.nextInt(90)));
            List<Target> blocks = new ArrayList<>();
            units.stream().filter(u -> random.nextInt(3) == 0).forEach(u -> blocks.add(new Target.Unit(u.name())));
            List<String> waits = new ArrayList<>();
            for (int w = 0; w < count; w++) {
                if (w != b && random.nextInt(4) == 0) {
                    waits.add("b" + w);
                }
            }
            blockers.add(new Blocker(
                    "b" + b,
                    BlockerKind.PART,
                    "",
                    "",
                    "",
                    "",
                    BlockerState.OPEN,
                    NOW,
                    Optional.of(new Eta(eta, eta)),
                    blocks,
                    waits));
        }
        List<StandUp.Tranche> tranches = List.of(new StandUp.Tranche(
                "acme",
                NOW.plus(Duration.ofHours(random.nextInt(30))),
                Optional.empty(),
                1 + random.nextInt(20),
                List.of()));
        return new StandUp(
                "drawn", NOW, NOW.plus(Duration.ofDays(5)), units, tranches, blockers, List.of(), Optional.empty());
    }

    @Test
    void everyPriceIsThatOfAnHourByHourSimulation() {
        Seeds.forAll(300, (random, seed) -> {
            StandUp s = drawn(random);
            Board board = BlockerPricer.price(s, 1);
            double[] all = byHours(s, Set.of());
            for (Board.Priced b : board.blockers()) {
                double[] without = byHours(s, Set.of(b.id()));
                assertThat(b.price().blockedGpuHours()).as(b.id()).isEqualTo(all[0] - without[0], within(1e-6));
                assertThat(b.price().contractDays()).isEqualTo(all[1] - without[1], within(1e-6));
                assertThat(b.price().shortGpuHours()).isEqualTo(all[2] - without[2], within(1e-6));
            }
            assertThat(board.blockers().stream()
                            .mapToDouble(Board.Priced::shareGpuHours)
                            .sum())
                    .as("the shares add up")
                    .isEqualTo(board.total().blockedGpuHours(), within(0.01));
        });
    }
}
