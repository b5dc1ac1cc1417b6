/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.agent.AgentWire.Outcome;
import io.plimsoll.acceptance.campaign.run.CampaignEvent;
import io.plimsoll.acceptance.campaign.run.Ending;
import io.plimsoll.acceptance.campaign.run.LaunchState;
import io.plimsoll.acceptance.campaign.run.NodeLog;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.CampaignRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.NodePage;
import io.plimsoll.postgres.NodeSerials;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes what a scheduler's workloads left behind, and tells the campaign. */
final class SchedulerReports {

    private final Database record;
    private final CampaignRow campaign;
    private final InstantSource clock;

    SchedulerReports(Database record, CampaignRow campaign, InstantSource clock) {
        this.record = record;
        this.campaign = campaign;
        this.clock = clock;
    }

    private NodeSerials known(String node) {
        return Optional.ofNullable(
                        record.line().serials(campaign.site(), List.of(node)).get(node))
                .orElseThrow(() -> Problem.notFound("node " + node));
    }

    void take(CampaignActor actor, TaskOrder order, LaunchState.Ended ended) {
        Optional<NodeLog> lead = ended.logs().stream()
                .filter(l -> l.node().equals(order.nodes().getFirst()))
                .findFirst();
        if (lead.isEmpty()) {
            actor.tell(new CampaignEvent.TaskEnded(
                    order.task(), order.attempt(), Ending.BROKE, "exit code " + ended.exitCode() + " and no log"));
            return;
        }
        boolean rack = actor.joint()
                .test(order.test())
                .filter(t -> t.scope() == TestScope.RACK)
                .isPresent();
        if (rack) {
            ended.logs().stream().filter(l -> order.nodes().contains(l.node())).forEach(l -> take(actor, order, l));
            if (ended.logs().size() < order.nodes().size()) {
                actor.tell(new CampaignEvent.TaskEnded(
                        order.task(), order.attempt(), Ending.BROKE, "some nodes left no log"));
            }
        } else {
            take(actor, order, lead.get());
        }
    }

    private void take(CampaignActor actor, TaskOrder order, NodeLog log) {
        Instant now = clock.instant();
        TaskResults results = new TaskResults(record, actor, order.task(), order.attempt(), log.node(), now);
        Instant end = log.endedAt().isAfter(now) ? now : log.endedAt();
        Instant start = log.startedAt().isAfter(end) ? end : log.startedAt();
        TaskResults.Told told = results.asksForFingerprint()
                ? log.exitCode() == 0
                        ? results.fingerprint(log.log(), Optional.empty(), known(log.node()))
                        : results.noFingerprint("exit code " + log.exitCode())
                : results.measured(
                        Outcome.LOG,
                        "",
                        log.truncated(),
                        new AcceptanceApi.Result(
                                order.test(),
                                log.tool(),
                                start,
                                end,
                                new String(log.log(), StandardCharsets.UTF_8),
                                log.exitCode()),
                        log.log());
        actor.tell(told.event(), told.payload()).join();
    }

    /** Where a node may go when its campaign is over. */
    enum After {
        /** As it was: it has its certificate, or was never found bad. */
        FIT,
        /** It is in repair. */
        FAILED,
        /** It was found bad once, and no certificate has come since. */
        FAILED_BEFORE
    }

    After after(String node) {
        Optional<NodePage> page = record.line().node(campaign.site(), node, clock.instant());
        if (page.isEmpty()) {
            return After.FIT;
        }
        if (page.get().node().state() == UnitState.REPAIR) {
            return After.FAILED;
        }
        boolean certified =
                page.get().certificates().stream().anyMatch(c -> c.revokedAt().isEmpty());
        boolean bad = page.get().runs().stream()
                .anyMatch(r -> r.verdict().filter(v -> v == Verdict.FAIL).isPresent());
        return bad && !certified ? After.FAILED_BEFORE : After.FIT;
    }

    /** Whether a node is to stay away from everybody: it went to repair. */
    boolean failed(String node) {
        return after(node) == After.FAILED;
    }
}
