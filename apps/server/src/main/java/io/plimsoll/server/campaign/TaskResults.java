/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.campaign.agent.AgentWire.Outcome;
import io.plimsoll.acceptance.campaign.run.CampaignEvent;
import io.plimsoll.acceptance.campaign.run.Ending;
import io.plimsoll.acceptance.campaign.run.RunTask;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.CampaignSave;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.NodeSerials;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.postgres.TestOutcome;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.RecordReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** What an attempt's log comes to for the campaign, and what a node's own word about itself is worth. */
final class TaskResults {

    /** An event for the campaign, with what is to be kept. */
    record Told(CampaignEvent event, Payload payload) {}

    private final Database record;
    private final CampaignActor actor;
    private final String task;
    private final int attempt;
    private final String node;
    private final Instant now;

    TaskResults(Database record, CampaignActor actor, String task, int attempt, String node, Instant now) {
        this.record = record;
        this.actor = actor;
        this.task = task;
        this.attempt = attempt;
        this.node = node;
        this.now = now;
    }

    boolean asksForFingerprint() {
        return task.equals(CampaignFile.fingerprintTask(node));
    }

    /** The node did not answer what it is made of. */
    Told noFingerprint(String reason) {
        return new Told(new CampaignEvent.TaskEnded(task, attempt, Ending.BROKE, reason), new Payload.None());
    }

    /** The node said what it is made of: if the record knows nothing else, its run begins. */
    Told fingerprint(byte[] log, Optional<String> digest, NodeSerials known) {
        Fingerprint fingerprint;
        try {
            fingerprint =
                    RecordReader.read(Json.MAPPER.readTree(new String(log, StandardCharsets.UTF_8)), Fingerprint.class);
        } catch (JacksonException | Problem e) {
            return noFingerprint("the fingerprint cannot be read: " + e.getMessage());
        }
        Optional<String> lie = lieOf(known, fingerprint);
        String canonical = fingerprint.canonicalJson();
        boolean other = digest.isPresent() && !Sha256.of(canonical).hex().equals(digest.get());
        if (lie.isPresent() || other) {
            String why = lie.orElse("it says another fingerprint than its digest");
            lie(why);
            return new Told(new CampaignEvent.TaskEnded(task, attempt, Ending.STOPS, why), new Payload.None());
        }
        NodeRuns.Beginning begins = actor.runs().beginning(fingerprint, canonical);
        Map<String, CampaignSave.Carried> carried = actor.runs().carried(node, fingerprint, canonical, now);
        List<String> left = new ArrayList<>();
        Map<String, String> done = new LinkedHashMap<>();
        for (RunTask own : actor.model().tasksOf(node)) {
            if (own.nodes().size() == 1 && begins.without().contains(own.test())) {
                left.add(own.id());
            }
            Optional.ofNullable(carried.get(own.test()))
                    .ifPresent(c -> done.put(own.id(), c.outcome().reason()));
        }
        return new Told(
                new CampaignEvent.TaskEnded(task, attempt, Ending.GOES_ON, ""),
                new Payload.Begins(node, begins.start(), left, List.copyOf(carried.values()), done));
    }

    /** Somebody has to look at it: the node gets nothing from this campaign, and the journal says why. */
    void lie(String why) {
        record.agents().note(new Stamp("agent:" + node, now), actor.row().site(), node, "agent.lies", why);
        actor.tell(new CampaignEvent.NodeOut(node, why));
    }

    /**
     * A test ended on the node.
     *
     * @param log its bytes, kept also where they are not judged
     */
    Told measured(Outcome how, String reason, boolean truncated, AcceptanceApi.Result result, byte[] log) {
        Optional<TestOutcome> judged =
                how == Outcome.LOG && !truncated ? actor.runs().judge(node, result, now) : Optional.empty();
        TestOutcome outcome = judged.orElseGet(() -> unjudged(how, reason, truncated, result, log));
        RunTask of = actor.model().task(task).orElseThrow();
        boolean rack = actor.joint()
                .test(of.test())
                .filter(t -> t.scope() == TestScope.RACK)
                .isPresent();
        boolean several = of.nodes().size() > 1;
        Payload payload = new Payload.Measured(
                node,
                actor.runs().run(node).orElse(0L),
                outcome,
                rack,
                several && !rack ? actor.runs().figure(node, outcome) : Optional.empty());
        return new Told(
                new CampaignEvent.TaskEnded(task, attempt, ending(outcome, several), outcome.reason()), payload);
    }

    /** What several nodes did together stops none of them: what it says of each is decided with the other results. */
    private Ending ending(TestOutcome outcome, boolean several) {
        if (outcome.verdict() == Verdict.ERROR) {
            return Ending.BROKE;
        }
        return several || actor.runs().goesOn(node, outcome.test(), outcome.verdict(), now)
                ? Ending.GOES_ON
                : Ending.STOPS;
    }

    private static TestOutcome unjudged(
            Outcome how, String reason, boolean truncated, AcceptanceApi.Result result, byte[] log) {
        return new TestOutcome(
                result.test(),
                result.tool(),
                result.startedAt(),
                result.endedAt(),
                result.exitCode(),
                truncated ? log : new byte[0],
                how == Outcome.NOT_RUN ? Verdict.NOT_RUN : Verdict.ERROR,
                "[]",
                "",
                truncated ? "the log is longer than the limit; only its beginning is kept" : reason,
                Optional.empty());
    }

    /** What of a fingerprint the record knows to be otherwise: the node's serial, or those of its GPUs. */
    static Optional<String> lieOf(NodeSerials known, Fingerprint fingerprint) {
        if (!known.node().isEmpty() && !known.node().equals(fingerprint.nodeSerial())) {
            return Optional.of(
                    "its serial is '" + fingerprint.nodeSerial() + "', the record has '" + known.node() + "'");
        }
        Set<String> told = new HashSet<>(fingerprint.parts(PartKind.GPU).stream()
                .map(p -> p.serial())
                .filter(s -> !s.isEmpty())
                .toList());
        told.removeAll(known.gpus());
        return known.gpus().isEmpty() || told.isEmpty()
                ? Optional.empty()
                : Optional.of("it names GPUs " + told + " that the record does not have in it");
    }
}
