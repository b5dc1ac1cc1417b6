/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.plan.Arrangement;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.Resources;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.Sha256;
import io.plimsoll.testkit.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CampaignPlannerTest {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void everyPlanKeepsItsLimitsItsOrderAndItsTests() {
        AtomicInteger planned = new AtomicInteger();
        Seeds.forAll(200, (random, seed) -> {
            CampaignRequest request = request(random, seed);
            try {
                new PlanLaws(request, CampaignPlanner.plan(request)).hold();
                planned.incrementAndGet();
            } catch (BadInputException e) {
                assertThat(e.problems()).allMatch(p -> p.expected().contains("limits allow"));
            }
        });
        assertThat(planned.get()).isGreaterThan(Long.getLong("plimsoll.seed") == null ? 80 : -1);
    }

    @Test
    void theSameRequestGivesTheSamePlanByteForByte() {
        CampaignRequest request =
                new CampaignRequest("c", ladder(), nodes(37, 1000), PowerLimits.NONE, Optional.empty(), START, 64, 3);
        CampaignPlan plan = CampaignPlanner.plan(request);
        assertThat(CampaignPlanner.plan(request).canonicalJson()).isEqualTo(plan.canonicalJson());
        assertThat(plan.id()).isEqualTo(Sha256.of(plan.canonicalJson()));
    }

    @Test
    void aNodeThatAloneBreaksTheRackLimitIsRefusedBeforeAnythingIsPlanned() {
        CampaignRequest request = new CampaignRequest(
                "c",
                plan(List.of(), test("burn", "", TestScope.NODE, 60, Resources.WORST_CASE)),
                nodes(4, 10_200),
                new PowerLimits(OptionalLong.empty(), OptionalLong.of(9_000), OptionalLong.empty()),
                Optional.empty(),
                START,
                100,
                1);
        assertThatThrownBy(() -> CampaignPlanner.plan(request))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it takes a rack to 10200 W, and its limit is 9000 W");
    }

    @Test
    void aRequiredTestThatEndsTooLateStaysInThePlanAndIsTold() {
        CampaignRequest request = new CampaignRequest(
                "c",
                plan(List.of(), test("burn", "", TestScope.NODE, 3600, Resources.WORST_CASE)),
                nodes(3, 1000),
                PowerLimits.NONE,
                Optional.of(START.plusSeconds(3600)),
                START,
                1,
                1);
        CampaignPlan plan = CampaignPlanner.plan(request);
        assertThat(plan.tasks()).hasSize(3);
        assertThat(plan.notFitting()).singleElement().satisfies(n -> {
            assertThat(n.required()).isTrue();
            assertThat(n.planned()).isTrue();
            assertThat(n.late()).isEqualTo(Duration.ofHours(2));
        });
    }

    @Test
    void aDeadlineDropsOptionalTestsThatFindLeastAndSaysWhatThatLetsThrough() {
        TestPlan standard = TestPlans.shipped("standard").orElseThrow();
        CampaignRequest request = new CampaignRequest(
                "c",
                standard,
                nodes(64, 1000),
                PowerLimits.NONE,
                Optional.of(START.plus(Duration.ofMinutes(70))),
                START,
                64,
                1);
        CampaignPlan plan = CampaignPlanner.plan(request);
        assertThat(plan.predictedEnd()).isBeforeOrEqualTo(request.deadline().orElseThrow());
        assertThat(plan.notFitting()).isNotEmpty().allSatisfy(n -> {
            assertThat(n.required()).isFalse();
            assertThat(n.planned()).isFalse();
            assertThat(n.nodes()).hasSize(64);
        });
        for (PlannedTest test : standard.required()) {
            assertThat(plan.tasks()).anyMatch(t -> t.test().equals(test.id()));
        }
    }

    @Test
    void whatWouldMakeARequiredTestFitIsTriedAndTold() {
        CampaignRequest request = new CampaignRequest(
                "c",
                plan(List.of(), test("burn", "", TestScope.NODE, 3600, Resources.WORST_CASE)),
                nodes(8, 1000),
                new PowerLimits(OptionalLong.of(2000), OptionalLong.empty(), OptionalLong.empty()),
                Optional.of(START.plusSeconds(7200)),
                START,
                8,
                1);
        CampaignPlan plan = CampaignPlanner.plan(request);
        assertThat(plan.notFitting()).extracting(NotFitting::reason).containsExactly("does not fit by 2 h 00 min");
        assertThat(DeadlineAdvice.of(request, plan))
                .anyMatch(a -> a.contains("2026-11-23T12:00:00Z"))
                .anyMatch(a -> a.contains("A hall limit of 40"));
    }

    @Test
    void rungsThatTheHallCannotFeedAreToldTogetherWithTheLimitThatWouldFeedThem() {
        CampaignRequest request = new CampaignRequest(
                "c",
                ladder(),
                nodes(64, 1000),
                new PowerLimits(OptionalLong.of(15_000), OptionalLong.empty(), OptionalLong.empty()),
                Optional.empty(),
                START,
                64,
                1);
        CampaignPlan plan = CampaignPlanner.plan(request);
        assertThat(plan.notFitting())
                .extracting(NotFitting::reason)
                .satisfiesExactly(
                        r -> assertThat(r).startsWith("rung 16: it takes a hall to 16000 W"),
                        r -> assertThat(r).startsWith("rung all: it takes a hall to 64000 W"));
        assertThat(plan.notFitting()).allMatch(n -> n.nodes().size() == 64);
        assertThat(DeadlineAdvice.of(request, plan)).containsExactly("A hall limit of 64000 W would fit everything.");
    }

    @Test
    void aTestThatAnotherDisturbsWaitsOrLetsSomethingElseGoFirst() {
        Resources afterBurn = new Resources(
                OptionalInt.empty(), true, Duration.ZERO, new TreeMap<>(Map.of("burn", Duration.ofMinutes(2))));
        CampaignRequest request = new CampaignRequest(
                "c",
                plan(
                        List.of(),
                        test("burn", "", TestScope.NODE, 60, Resources.WORST_CASE),
                        test("copy", "", TestScope.NODE, 60, afterBurn)),
                nodes(1, 1000),
                PowerLimits.NONE,
                Optional.empty(),
                START,
                1,
                1);
        assertThat(CampaignPlanner.plan(request).tasks())
                .extracting(Task::plannedStart)
                .containsExactly(START, START.plusSeconds(180));
    }

    @Test
    void threeRoundsOfPairsMeetThreePartnersAndCrossLeavesAndPods() {
        CampaignRequest request =
                new CampaignRequest("c", ladder(), nodes(64, 1000), PowerLimits.NONE, Optional.empty(), START, 64, 3);
        CampaignPlan plan = CampaignPlanner.plan(request);
        Map<String, Set<String>> partners = new TreeMap<>();
        for (Task task : plan.tasks()) {
            if (task.scope() == TestScope.PAIR) {
                for (String node : task.nodes()) {
                    partners.computeIfAbsent(node, k -> new java.util.TreeSet<>())
                            .addAll(task.nodes());
                }
            }
        }
        assertThat(partners.values()).hasSize(64).allMatch(p -> p.size() == 4);
        assertThat(plan.tasks().getLast().nodes()).hasSize(64);
    }

    /** A random request of up to 40 nodes and 8 tests. */
    private static CampaignRequest request(RandomGenerator random, long seed) {
        List<String> stages = List.of("first", "second", "third");
        List<PlannedTest> tests = new ArrayList<>();
        TestScope[] scopes = {TestScope.NODE, TestScope.GPU, TestScope.PAIR, TestScope.GROUP, TestScope.RACK};
        int count = random.nextInt(1, 8);
        for (int i = 0; i < count; i++) {
            Resources resources = new Resources(
                    random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(0, 800)),
                    random.nextInt(4) > 0,
                    Duration.ofSeconds(random.nextInt(3) * 45L),
                    new TreeMap<>(
                            i > 0 && random.nextInt(3) == 0
                                    ? Map.of("t" + (i - 1), Duration.ofSeconds(random.nextInt(1, 300)))
                                    : Map.of()));
            tests.add(test(
                    "t" + i,
                    stages.get(i * stages.size() / count),
                    scopes[random.nextInt(scopes.length)],
                    random.nextInt(10, 600),
                    resources));
        }
        List<CampaignNode> nodes = new ArrayList<>();
        int racks = random.nextInt(1, 6);
        int size = random.nextInt(1, 40);
        for (int i = 0; i < size; i++) {
            int rack = i % racks;
            nodes.add(new CampaignNode(
                    "n" + i,
                    "r" + rack,
                    "h" + rack % 2,
                    "leaf" + rack,
                    "pod" + rack % 3,
                    random.nextInt(800, 1200),
                    random.nextInt(0, 200),
                    io.plimsoll.acceptance.plan.Provenance.NEW,
                    i % 7 == 3 ? Set.of("t1") : Set.of()));
        }
        PowerLimits limits = new PowerLimits(
                random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextLong(9_000, 40_000)),
                random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextLong(4_000, 12_000)),
                random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextLong(1_500, 12_000)));
        return new CampaignRequest(
                "c" + seed,
                plan(stages, tests.toArray(PlannedTest[]::new)),
                nodes,
                limits,
                random.nextBoolean() ? Optional.empty() : Optional.of(START.plusSeconds(random.nextInt(600, 9000))),
                START,
                random.nextInt(2, 50),
                seed);
    }

    private static List<CampaignNode> nodes(int count, int watts) {
        List<CampaignNode> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(new CampaignNode(
                    String.format(java.util.Locale.ROOT, "n%04d", i),
                    "r" + i / 4,
                    "h",
                    "leaf" + i / 8,
                    "pod" + i / 32,
                    watts));
        }
        return out;
    }

    private static TestPlan ladder() {
        return plan(
                List.of("pairs", "groups"),
                test("pair", "pairs", TestScope.PAIR, 120, Resources.WORST_CASE),
                test("group", "groups", TestScope.GROUP, 120, Resources.WORST_CASE));
    }

    private static TestPlan plan(List<String> stages, PlannedTest... tests) {
        return new TestPlan("p", 1, "P", "", List.of(tests), List.of(), Optional.empty(), stages);
    }

    private static PlannedTest test(String id, String stage, TestScope scope, int seconds, Resources resources) {
        return new PlannedTest(
                id,
                id,
                "x",
                "plimsoll",
                scope,
                true,
                Duration.ofSeconds(seconds),
                List.of("m"),
                List.of(),
                Set.of(PartKind.GPU),
                Optional.empty(),
                0,
                stage,
                List.of(),
                resources,
                List.of(),
                switch (scope) {
                    case PAIR -> new Arrangement(3, List.of());
                    case GROUP -> new Arrangement(1, List.of("4", "16", "all"));
                    case NODE, CORE, GPU, NIC, DISK, RACK -> Arrangement.ONCE;
                },
                "");
    }
}
