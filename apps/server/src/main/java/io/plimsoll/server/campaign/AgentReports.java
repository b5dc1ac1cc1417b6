/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.acceptance.campaign.agent.AgentWire.Answer;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Agents;
import io.plimsoll.postgres.CertifiedNode;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.NodeSerials;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes agents' reports: reads and judges logs, holds what a node says it is against the record, and tells the campaign. */
public final class AgentReports {

    /** A clock that is further off is told. */
    private static final Duration SKEW_TOLD = Duration.ofSeconds(5);

    private static final int PATIENCE_SECONDS = 60;

    /**
     * What agents say that is held against the record side by side. When a campaign begins, thousands come at once; each needs a
     * connection, and one that waits for a connection gives up where one that waits here does not. The rest of the connections
     * is left to people and to the campaigns themselves.
     */
    private static final int AT_ONCE = 6;

    private final Database record;
    private final CampaignEngine engine;
    private final InstantSource clock;
    private final Gathered<CertifiedNode> certified;
    private final Semaphore gate = new Semaphore(AT_ONCE, true);
    private final Map<String, String> looked = new ConcurrentHashMap<>();

    AgentReports(Database record, CampaignEngine engine, InstantSource clock) {
        this.record = record;
        this.engine = engine;
        this.clock = clock;
        this.certified = new Gathered<>(record.line()::certified);
    }

    /**
     * Holds what an agent says its node is made of against the node's last certificate. Another fingerprint means another
     * part or firmware: the certificate speaks of a node that is no more, and is revoked.
     */
    public void lookAt(Agents.AgentRow agent, String fingerprint) throws InterruptedException {
        if (fingerprint.equals(looked.get(key(agent)))) {
            return;
        }
        Optional<CertifiedNode> other = certified
                .of(agent.site(), agent.node())
                .filter(node -> !node.fingerprint()
                        .map(f -> Sha256.of(f).hex())
                        .filter(fingerprint::equals)
                        .isPresent());
        if (other.isPresent()) {
            gate.acquire();
            try {
                record.acceptance()
                        .revoke(
                                new Stamp("agent:" + agent.node(), clock.instant()),
                                other.get().certificate(),
                                "the node is made of something else now: fingerprint " + fingerprint);
            } finally {
                gate.release();
            }
        }
        looked.put(key(agent), fingerprint);
    }

    private static String key(Agents.AgentRow agent) {
        return agent.site() + "/" + agent.node();
    }

    /** @param log the whole log */
    public AgentWire.Reported take(Agents.AgentRow agent, AgentWire.Report report, byte[] log)
            throws InterruptedException {
        if (IdleDesk.owns(report.key())) {
            return idle(agent, report, log);
        }
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

    private AgentWire.Reported idle(Agents.AgentRow agent, AgentWire.Report report, byte[] log)
            throws InterruptedException {
        Instant now = clock.instant();
        String test = report.key()
                .substring(
                        report.key().indexOf(agent.node() + "/") + agent.node().length() + 1);
        Optional<AcceptanceApi.Result> result = report.outcome() == AgentWire.Outcome.LOG && !report.truncated()
                ? Optional.of(result(
                        report,
                        log,
                        test.substring(0, test.lastIndexOf('/')),
                        Duration.between(now, report.clock()),
                        now))
                : Optional.empty();
        gate.acquire();
        try {
            boolean taken = engine.idle().take(agent.site(), agent.node(), report.key(), result, report.reason());
            return new AgentWire.Reported(taken ? Answer.TAKEN : Answer.ASIDE, 0, taken ? "" : "nobody waits for it");
        } finally {
            gate.release();
        }
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
        TaskResults.Told told;
        Optional<NodeSerials> serials = results.asksForFingerprint()
                ? Optional.of(engine.serials(agent.site(), agent.node()))
                : Optional.empty();
        gate.acquire();
        try {
            Optional<String> lie = results.asksForFingerprint()
                    ? Optional.empty()
                    : actor.runs().fingerprint(agent.node()).filter(known -> !known.equals(report.fingerprint()));
            if (lie.isPresent()) {
                String why = "it is made of something else than when its run began: fingerprint " + report.fingerprint()
                        + ", expected " + lie.get();
                results.lie(why);
                return new AgentWire.Reported(Answer.ASIDE, 0, why);
            }
            told = serials.isPresent()
                    ? fingerprint(results, report, log, serials.get())
                    : measured(
                            results,
                            report,
                            log,
                            actor.model().task(task).orElseThrow().test(),
                            skew,
                            now);
        } finally {
            gate.release();
        }
        return tell(actor, told, skew);
    }

    private static TaskResults.Told fingerprint(
            TaskResults results, AgentWire.Report report, byte[] log, NodeSerials known) {
        return report.outcome() == AgentWire.Outcome.LOG
                ? results.fingerprint(log, Optional.of(report.fingerprint()), known)
                : results.noFingerprint(report.reason());
    }

    private static TaskResults.Told measured(
            TaskResults results, AgentWire.Report report, byte[] log, String test, Duration skew, Instant now) {
        return results.measured(
                report.outcome(), report.reason(), report.truncated(), result(report, log, test, skew, now), log);
    }

    private static AcceptanceApi.Result result(
            AgentWire.Report report, byte[] log, String test, Duration skew, Instant now) {
        Instant ended = serverTime(report.endedAt(), skew, now);
        Instant started = serverTime(report.startedAt(), skew, now);
        return new AcceptanceApi.Result(
                test,
                report.tool(),
                started.isAfter(ended) ? ended : started,
                ended,
                new String(log, StandardCharsets.UTF_8),
                report.exitCode());
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
