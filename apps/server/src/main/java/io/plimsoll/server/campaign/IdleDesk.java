/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.acceptance.campaign.run.TaskState;
import io.plimsoll.acceptance.campaign.run.TaskStatus;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.IdleNode;
import io.plimsoll.postgres.IdleRule;
import io.plimsoll.postgres.JournalRow;
import io.plimsoll.postgres.RecordRefusedException;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.postgres.TestOutcome;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.IdleApi;
import io.plimsoll.server.handlers.PlanShelf;
import io.plimsoll.server.handlers.TestBench;
import io.plimsoll.server.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Checks of nodes that are fit and not in use, through their agents. A node that is given to a customer, or taken off the line,
 * has its check stopped at once. What a check finds bad is a fault: the node becomes SUSPECT with the check as evidence.
 */
public final class IdleDesk implements AutoCloseable {

    /** As a campaign's number in an order's key; no campaign has it. */
    static final String CAMPAIGN = "0";

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.campaign");
    private static final String ACTOR = "idle-checks";
    private static final Duration TICK = Duration.ofSeconds(2);
    /** An agent that was not here for longer is not given a check. */
    private static final Duration HERE = Duration.ofSeconds(60);
    /** A test may take so many times as long as it is planned to. */
    private static final int LIMIT_FACTOR = 3;

    private static final Duration LIMIT_MIN = Duration.ofMinutes(1);

    /** A node's check: the tests that are still to come, and the one that runs. */
    private record Check(
            String site,
            IdleNode node,
            TestPlan plan,
            TestBench bench,
            List<PlannedTest> left,
            TaskOrder order,
            Instant since) {}

    private final Database record;
    private final PlanShelf shelf;
    private final AgentDesk desk;
    private final InstantSource clock;
    private final Map<String, Check> checks = new ConcurrentHashMap<>();
    private final BlockingQueue<Boolean> moved = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofVirtual().name("idle-checks").unstarted(this::run);

    IdleDesk(Database record, PlanShelf shelf, AgentDesk desk, InstantSource clock) {
        this.record = record;
        this.shelf = shelf;
        this.desk = desk;
        this.clock = clock;
    }

    void start() {
        record.journal().onCommit(this::heard);
        thread.start();
    }

    /** A unit moved: if it is one that is being checked, it is looked at once whether it is still idle. */
    private void heard(List<JournalRow> rows) {
        if (rows.stream()
                .anyMatch(r -> r.kind().equals("unit.step") && checks.containsKey(key(r.site(), r.subject())))) {
            moved.add(true);
        }
    }

    private void run() {
        while (true) {
            try {
                boolean round = moved.poll(TICK.toMillis(), TimeUnit.MILLISECONDS) == null;
                moved.clear();
                giveWay();
                if (round) {
                    round();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "idle checks: a round failed; the next one tries again", e);
            }
        }
    }

    private void round() {
        for (Site site : record.sites().list()) {
            Optional<IdleRule> rule = record.idleChecks().rule(site.name());
            if (rule.isPresent()) {
                round(site.name(), rule.get());
            }
        }
    }

    /** Stops the checks of nodes that are no longer idle, and of agents that are not heard of. */
    private void giveWay() {
        Instant now = clock.instant();
        for (Site site : record.sites().list()) {
            List<String> nodes = checks.values().stream()
                    .filter(c -> c.site.equals(site.name()))
                    .map(c -> c.node.node())
                    .toList();
            if (nodes.isEmpty()) {
                continue;
            }
            List<String> busy = record.idleChecks().busy(site.name(), nodes);
            for (String node : nodes) {
                Check check = checks.get(site.name() + "/" + node);
                if (check != null && (busy.contains(node) || now.isAfter(check.since.plus(check.order.limit())))) {
                    end(check);
                }
            }
        }
    }

    private void end(Check check) {
        if (checks.remove(key(check.site, check.node.node()), check)) {
            desk.hands(check.site).cancel(check.order);
        }
    }

    private static String key(String site, String node) {
        return site + "/" + node;
    }

    private void round(String site, IdleRule rule) {
        long here = checks.values().stream().filter(c -> c.site.equals(site)).count();
        if (here >= rule.atOnce()) {
            return;
        }
        Instant now = clock.instant();
        Instant since = now.minus(Duration.ofHours(rule.everyHours()));
        TestPlan plan = shelf.find(rule.plan()).fixed();
        List<String> free = desk.here(site, now.minus(HERE)).stream()
                .filter(n -> !checks.containsKey(key(site, n)))
                .toList();
        for (IdleNode node :
                free.isEmpty() ? List.<IdleNode>of() : record.idleChecks().due(site, free, now, since)) {
            if (here >= rule.atOnce()) {
                return;
            }
            here += begin(site, node, plan, now) ? 1 : 0;
        }
    }

    private boolean begin(String site, IdleNode node, TestPlan plan, Instant now) {
        TestBench bench = TestBench.now(site, node.node(), plan, node.fingerprint(), now, record);
        List<PlannedTest> tests = plan.appliedTo(bench.fingerprint()).tests().stream()
                .filter(t -> !CampaignFile.several(t))
                .toList();
        return next(site, node, plan, bench, tests);
    }

    /** Gives out the next test. @return whether there is one */
    private boolean next(String site, IdleNode node, TestPlan plan, TestBench bench, List<PlannedTest> left) {
        if (left.isEmpty()) {
            return false;
        }
        PlannedTest test = left.getFirst();
        Duration limit = test.duration().multipliedBy(LIMIT_FACTOR);
        TaskOrder order = new TaskOrder(
                CAMPAIGN,
                "idle/" + node.node() + "/" + test.id(),
                1,
                test.id(),
                plan.name(),
                test.tool(),
                List.of(node.node()),
                test.duration(),
                limit.compareTo(LIMIT_MIN) < 0 ? LIMIT_MIN : limit);
        Check check = new Check(site, node, plan, bench, left.subList(1, left.size()), order, clock.instant());
        checks.put(key(site, node.node()), check);
        Instant now = clock.instant();
        desk.hands(site).start(order, new TaskState(TaskStatus.LEASED, 1, now, now, true, false, false, ""));
        return true;
    }

    /** Whether an order's key is one of a check. */
    static boolean owns(String key) {
        return key.startsWith(CAMPAIGN + "/");
    }

    /**
     * Takes what an agent says of a test.
     *
     * @return whether it was waited for
     */
    boolean take(String site, String node, String key, Optional<AcceptanceApi.Result> result, String reason) {
        Check check = checks.get(key(site, node));
        if (check == null || !check.order.key().equals(key) || !checks.remove(key(site, node), check)) {
            return false;
        }
        desk.reported(site, check.order, List.of(node));
        Instant now = clock.instant();
        TestOutcome outcome = result.map(r -> check.bench.outcome(r, now))
                .orElseGet(() -> new TestOutcome(
                        check.order.test(),
                        check.order.tool(),
                        check.since,
                        now,
                        -1,
                        new byte[0],
                        Verdict.ERROR,
                        "[]",
                        "",
                        reason,
                        Optional.empty()));
        Stamp stamp = new Stamp(ACTOR, now);
        long id = record.idleChecks().add(stamp, site, check.node, check.plan.name(), outcome);
        if (outcome.verdict() == Verdict.FAIL) {
            fault(stamp, site, node, id, outcome);
        } else if (outcome.verdict() == Verdict.PASS) {
            next(site, check.node, check.plan, check.bench, check.left);
        }
        return true;
    }

    private void fault(Stamp stamp, String site, String node, long id, TestOutcome outcome) {
        String payload = Json.MAPPER.writeValueAsString(
                Map.of("idleCheck", id, "test", outcome.test(), "reason", outcome.reason()));
        String summary = "idle check " + id + ": " + outcome.test() + " failed: " + outcome.reason();
        try {
            record.line().step(stamp, site, List.of(node), UnitState.SUSPECT, EvidenceKind.FAULT, summary, payload);
        } catch (RecordRefusedException e) {
            // Somebody else moved it in between; what was found stands on the record.
            LOG.log(System.Logger.Level.INFO, node + " was not made suspect: " + e.getMessage());
        }
    }

    /** What is tested now. */
    public List<IdleApi.Running> running(String site) {
        List<IdleApi.Running> out = new ArrayList<>();
        for (Check c : checks.values()) {
            if (c.site.equals(site)) {
                out.add(new IdleApi.Running(c.node.node(), c.order.test(), c.since));
            }
        }
        out.sort(Comparator.comparing(IdleApi.Running::node));
        return out;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
