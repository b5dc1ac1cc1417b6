/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.acceptance.campaign.agent.AgentWire.Answer;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.postgres.Agents;
import io.plimsoll.postgres.Database;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes agents' reports: reads and judges logs, holds what a node says it is against the record, and tells the campaign. */
public final class AgentReports {

    /** A clock that is further off is told. */
    private static final Duration SKEW_TOLD = Duration.ofSeconds(5);

    private static final int PATIENCE_SECONDS = 60;

    private final Database record;
    private final CampaignEngine engine;
    private final InstantSource clock;

    AgentReports(Database record, CampaignEngine engine, InstantSource clock) {
        this.record = record;
        this.engine = engine;
        this.clock = clock;
    }

    /** @param log the whole log */
    public AgentWire.Reported take(Agents.AgentRow agent, AgentWire.Report report, byte[] log)
            throws InterruptedException {
        Optional<TaskOrder> standing = engine.desk().standing(agent.site(), agent.node(), report.key());
        String[] key = report.key().split("/");
        Optional<CampaignActor> actor = key.length < 3 ? Optional.empty() : engine.actor(number(key[0]));
        if (actor.isEmpty()) {
            return new AgentWire.Reported(Answer.ASIDE, 0, "its campaign is over");
        }
        String task = report.key().substring(key[0].length() + 1, report.key().lastIndexOf('/'));
        int attempt = (int) number(key[key.length - 1]);
        List<String> nodes = actor.get()
                .model()
                .task(task)
                .orElseThrow(() -> Problem.notFound("task " + task))
                .nodes();
        if (!nodes.contains(agent.node())) {
            throw Problem.forbidden(
                    "It is work for " + String.join(", ", nodes) + ", and you are " + agent.node() + ".");
        }
        boolean each = actor.get()
                .joint()
                .test(actor.get().model().task(task).orElseThrow().test())
                .filter(t -> t.scope() == TestScope.RACK)
                .isPresent();
        if (!each && !nodes.getFirst().equals(agent.node())) {
            standing.ifPresent(order -> engine.desk().reported(agent.site(), order, List.of(agent.node())));
            return new AgentWire.Reported(Answer.KNOWN, 0, "the leading node's report counts");
        }
        AgentWire.Reported answer = take(agent, report, log, actor.get(), task, attempt);
        standing.ifPresent(
                order -> engine.desk().reported(agent.site(), order, each ? List.of(agent.node()) : order.nodes()));
        return answer;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private AgentWire.Reported take(
            Agents.AgentRow agent, AgentWire.Report report, byte[] log, CampaignActor actor, String task, int attempt)
            throws InterruptedException {
        Instant now = clock.instant();
        Duration skew = Duration.between(now, report.clock());
        TaskResults results = new TaskResults(record, actor, task, attempt, agent.node(), now);
        if (results.asksForFingerprint()) {
            return tell(
                    actor,
                    report.outcome() == AgentWire.Outcome.LOG
                            ? results.fingerprint(log, Optional.of(report.fingerprint()))
                            : results.noFingerprint(report.reason()),
                    skew);
        }
        Optional<String> known = actor.runs().fingerprint(agent.node());
        if (known.isPresent() && !known.get().equals(report.fingerprint())) {
            String why = "it is made of something else than when its run began: fingerprint " + report.fingerprint()
                    + ", expected " + known.get();
            results.lie(why);
            return new AgentWire.Reported(Answer.ASIDE, 0, why);
        }
        Instant ended = serverTime(report.endedAt(), skew, now);
        Instant started = serverTime(report.startedAt(), skew, now);
        String test = actor.model().task(task).orElseThrow().test();
        AcceptanceApi.Result result = new AcceptanceApi.Result(
                test,
                report.tool(),
                started.isAfter(ended) ? ended : started,
                ended,
                new String(log, StandardCharsets.UTF_8),
                report.exitCode());
        return tell(actor, results.measured(report.outcome(), report.reason(), report.truncated(), result, log), skew);
    }

    /** The server's clock counts: what the agent says is moved by as much as its clock is off, and never lies ahead. */
    private static Instant serverTime(Instant said, Duration skew, Instant now) {
        Instant moved = said.minus(skew);
        return moved.isAfter(now) ? now : moved;
    }

    private static AgentWire.Reported tell(CampaignActor actor, TaskResults.Told what, Duration skew)
            throws InterruptedException {
        CampaignActor.Heard heard;
        try {
            heard = actor.tell(what.event(), what.payload()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the report could not be kept", e);
        }
        String note = skew.abs().compareTo(SKEW_TOLD) > 0
                ? "your clock is " + skew.toMillis() + " ms ahead; times are kept by the server's"
                : "";
        Answer answer = switch (heard) {
            case COUNTED -> Answer.TAKEN;
            case KNOWN -> Answer.KNOWN;
            case ASIDE -> Answer.ASIDE;
        };
        return new AgentWire.Reported(answer, 0, note);
    }
}
