/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.OBSERVE;
import static io.plimsoll.server.api.Permission.PLAN;
import static io.plimsoll.server.api.Permission.REPAIR;
import static io.plimsoll.server.api.Permission.TEST;
import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Permission.WAIVE;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.page;
import static io.plimsoll.server.api.Shape.raw;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fleet health: signals in, incidents, what is done about them, and the rules and budgets behind it. */
public final class HealthApi {

    private HealthApi() {}

    /**
     * What became of a request. When it is answered the signals are on the record.
     *
     * @param lines that were looked at
     * @param kept signals that the engine gets
     * @param unneeded samples that no rule looks at; one a node is kept as its sign of life
     * @param refused signals that were counted only; the warnings say why
     * @param batch where they are kept; 0 for nowhere
     */
    public record SignalsHeard(
            String format, long lines, int kept, int unneeded, int refused, long batch, List<String> warnings) {}

    /**
     * One incident, one line.
     *
     * @param says what happened and what is to be done, in a sentence
     * @param place node and unit, or the domain that they share
     * @param node empty for an incident of a domain
     * @param phase SETTLING, WATCHED, HELD, ACTING, TESTING, BURN_IN, PROBATION or CLOSED
     * @param step the remedy that is due or under way; null for none
     * @param affected how many nodes it concerns
     * @param faults how many faults it holds
     * @param blame the serial or the slot; null as long as neither is
     */
    public record IncidentRow(
            String incident,
            String says,
            Instant openedAt,
            Instant lastAt,
            String place,
            String node,
            String entity,
            String code,
            String cause,
            String rule,
            String phase,
            @Nullable String step,
            int affected,
            int faults,
            @Nullable String blame,
            @Nullable Instant closedAt,
            @Nullable String closedWhy) {}

    /**
     * A node that an incident concerns. Place and state are null if the record does not know the node.
     */
    public record AffectedNode(
            String node,
            @Nullable String hall,
            @Nullable String row,
            @Nullable String rack,
            @Nullable Integer rackUnit,
            @Nullable String state) {}

    /**
     * One decision.
     *
     * @param raw the line that it was made on; null when a time had come
     * @param batch the signals that it was made on
     */
    public record DecisionView(
            long id,
            Instant at,
            String what,
            String incident,
            String rule,
            String node,
            String entity,
            String action,
            String reason,
            @Nullable String serial,
            @Nullable String raw,
            long batch,
            long journalSeq) {}

    /**
     * A step of the ladder from here on.
     *
     * @param needs the evidence before it
     * @param shows the evidence after it
     * @param tests what must pass before the node serves again
     */
    public record PlanStep(String remedy, String needs, String shows, String tests) {}

    /**
     * @param turn the incident's turn; a report on a step must name it
     * @param next what is next, in a sentence
     * @param approvedBy who allowed it below a commitment's floor; null for nobody
     */
    public record IncidentView(
            IncidentRow incident,
            String turn,
            String next,
            @Nullable String approvedBy,
            List<AffectedNode> affected,
            List<PlanStep> plan,
            List<DecisionView> decisions) {}

    /** @param reason why the promise may be broken for this */
    public record Approval(String reason) {}

    /**
     * How a remedy, or a test after it, went.
     *
     * @param turn of the incident, as it was read: a report on another turn is refused
     * @param done whether it was done or passed; else it failed
     * @param evidence what shows it: a boot ID, a sign-off, a measurement, a certificate
     */
    public record StepReport(String turn, boolean done, String evidence) {}

    /**
     * One entry in a part's life.
     *
     * @param what SAID for a decision on a signal of it, else FITTED or TAKEN_OUT
     * @param place node and slot
     */
    public record PartEntry(
            Instant at, String what, String place, @Nullable String incident, String says, long journalSeq) {}

    /**
     * @param seat where it sits now; null for nowhere, or if only signals know it
     * @param slots distinct places in which it failed
     */
    public record PartHistory(
            String serial,
            @Nullable String seat,
            int slots,
            @Nullable String blame,
            List<PartEntry> entries) {}

    public record RuleView(String id, String type, String kind, String action, String cause, String because) {}

    public record CorrelationView(
            String domain, List<String> causes, int children, double share, long windowMillis, String because) {}

    /** Rules that were in force, newest first. */
    public record EnabledRules(
            long id, String name, String sha256, String enabledBy, Instant enabledAt, long journalSeq) {}

    /**
     * @param shipped whether the rules in force are the shipped ones
     */
    public record RulesView(
            String name,
            String version,
            String source,
            boolean shipped,
            long burnInMillis,
            long probationMillis,
            List<RuleView> detectors,
            List<CorrelationView> correlations,
            List<EnabledRules> enabled) {}

    /** What rules would have done with the recorded signals. */
    public record ReplayFigures(
            long signals,
            Instant from,
            Instant to,
            Map<String, Long> decisions,
            long interruptions,
            long refaults,
            long caught,
            double gpuHours,
            int mostOut) {}

    public record CordonView(
            String node, Instant from, @Nullable Instant to, String rule, double gpuHours) {}

    /**
     * @param against why it may not be put in force; empty if it may
     * @param enabled whether it is in force now
     */
    public record ReplayView(
            String rules,
            ReplayFigures now,
            ReplayFigures then,
            List<CordonView> gained,
            List<CordonView> lost,
            List<String> against,
            boolean enabled) {}

    /**
     * @param limit nodes at a time; null for no limit
     * @param out nodes that spend from it now
     * @param recent nodes that were taken within its stop window
     * @param stop how many in the window stop it; null for never
     * @param stoppedAt since when it is stopped; null while it is open
     * @param trial the node that is tried after a stop
     */
    public record BudgetView(
            String budget,
            String member,
            @Nullable Integer limit,
            List<String> out,
            int recent,
            @Nullable Integer stop,
            @Nullable Instant stoppedAt,
            @Nullable String trial) {}

    /** @param left nodes above the floor, less those that are out */
    public record FloorView(String tenant, int nodes, int floor, int out, int left) {}

    public record BudgetsView(List<BudgetView> budgets, List<FloorView> floors, int outOfService, int nodes) {}

    public record Flood(String node, long refused) {}

    /** A signal that the engine could not decide on, and why; the batch has it as it came. */
    public record SetAside(
            long batch, @Nullable Integer signal, String node, int signals, String error, long journalSeq) {}

    /** A step of the line that the record refuses to automation now. */
    public record RefusedStep(String incident, String reason) {}

    /**
     * Acknowledged, and yet without a decision.
     *
     * @param setAside the engine failed on them, or the record refused what it decided
     * @param overBound above what one node may send in a minute of its own time
     * @param untimed without a time or a node
     */
    public record Dropped(long setAside, long overBound, long untimed) {}

    /**
     * Told to the sender and not kept, since the server started.
     *
     * @param overBound above what one node may send in a minute
     * @param notTheirs of a kind that only the server says
     * @param turnedAway too many requests waited, or the record did not answer: to be sent again
     */
    public record TurnedDown(long overBound, long notTheirs, long turnedAway) {}

    /**
     * How the engine itself is.
     *
     * @param working whether it decides; if not, it tries again, and {@code stuck} says what it meets
     * @param behindSignals on the record and not decided on yet
     * @param oldestUnprocessed when the oldest request came that was not decided on, kept or waiting to be kept
     * @param lagMillis its age
     * @param slowestMillis the longest from receipt to decision since the start
     * @param waiting requests that wait to be kept
     * @param dropped all that was acknowledged and not decided on
     * @param refused all that was told to its sender and not kept
     */
    public record OwnHealth(
            boolean working,
            @Nullable String stuck,
            long behindBatches,
            long behindSignals,
            @Nullable Instant oldestUnprocessed,
            long lagMillis,
            long slowestMillis,
            int waiting,
            long dropped,
            Dropped droppedAs,
            long refused,
            TurnedDown refusedAs,
            long lastBatch,
            @Nullable Instant engineNow,
            long signals,
            long faults,
            long duplicates,
            long suppressed,
            long late,
            long ahead,
            long untimed,
            int remembered,
            int openIncidents,
            List<Flood> flooding,
            List<SetAside> setAside,
            List<RefusedStep> refusedSteps) {}

    public static final Query<String> FORMAT =
            Query.text("format", "the format, as of plimsoll health read; found out if left out");
    public static final Query<String> NODE = Query.text("node", "the host's name, for lines that name none");
    public static final Query<String> OPEN = Query.word("open", "only open incidents", "true", "false");
    public static final Query<Integer> DAYS =
            Query.number("days", "how many days of recorded signals; 30 if left out", 1, 400);

    private static final String BASE = "/api/sites/{site}/health";

    public static final Endpoint<RawBody, SignalsHeard> SIGNALS = Endpoint.post(
            BASE + "/signals",
            "Send signals in any format of plimsoll health read; answered when they are on the record",
            OBSERVE,
            raw("application/octet-stream", "text/plain", "application/json"),
            json(SignalsHeard.class),
            FORMAT,
            NODE);
    public static final Endpoint<RawBody, SignalsHeard> REMOTE_WRITE = Endpoint.post(
            BASE + "/remote-write",
            "Prometheus remote-write 1.0 and 2.0",
            OBSERVE,
            raw("application/x-protobuf"),
            json(SignalsHeard.class));
    public static final Endpoint<RawBody, SignalsHeard> OTLP = Endpoint.post(
            BASE + "/v1/metrics",
            "OTLP/HTTP metrics, protobuf or JSON",
            OBSERVE,
            raw("application/x-protobuf", "application/json"),
            json(SignalsHeard.class));
    public static final Endpoint<RawBody, SignalsHeard> ALERTMANAGER = Endpoint.post(
            BASE + "/alertmanager",
            "The webhook of Alertmanager, version 4",
            OBSERVE,
            raw("application/json"),
            json(SignalsHeard.class));
    public static final Endpoint<RawBody, SignalsHeard> REDFISH = Endpoint.post(
            BASE + "/redfish",
            "Where a BMC's event subscription sends its events",
            OBSERVE,
            raw("application/json"),
            json(SignalsHeard.class),
            NODE);
    public static final Endpoint<Nothing, Page<IncidentRow>> INCIDENTS = Endpoint.get(
            BASE + "/incidents",
            "Incidents, one line a cause, newest first",
            VIEW,
            page(IncidentRow.class),
            OPEN,
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<Nothing, IncidentView> INCIDENT = Endpoint.get(
            BASE + "/incidents/{incident}",
            "One incident: whom it concerns, what was decided on what evidence, and what is next",
            VIEW,
            json(IncidentView.class));
    public static final Endpoint<Approval, IncidentView> APPROVE = Endpoint.post(
            BASE + "/incidents/{incident}/approval",
            "Allow, by name, that a held remedy takes a commitment below its floor",
            WAIVE,
            json(Approval.class),
            json(IncidentView.class));
    public static final Endpoint<StepReport, IncidentView> STEP = Endpoint.post(
            BASE + "/incidents/{incident}/step",
            "Say how the remedy that is under way went",
            REPAIR,
            json(StepReport.class),
            json(IncidentView.class));
    public static final Endpoint<StepReport, IncidentView> TESTED = Endpoint.post(
            BASE + "/incidents/{incident}/test",
            "Say how the tests after a remedy went, for a node that the record does not know",
            TEST,
            json(StepReport.class),
            json(IncidentView.class));
    public static final Endpoint<Nothing, PartHistory> PART = Endpoint.get(
            BASE + "/parts/{serial}", "A serial's life over slots and nodes", VIEW, json(PartHistory.class));
    public static final Endpoint<Nothing, RulesView> RULES =
            Endpoint.get(BASE + "/rules", "The rules in force, and those before", VIEW, json(RulesView.class));
    public static final Endpoint<Nothing, Download> RULES_FILE =
            Endpoint.get(BASE + "/rules/file", "The rules in force as YAML", VIEW, file("application/yaml"));
    public static final Endpoint<RawBody, ReplayView> REPLAY = Endpoint.post(
            BASE + "/rules/replay",
            "What other rules would have done with the recorded signals; changes nothing",
            VIEW,
            raw("application/yaml"),
            json(ReplayView.class),
            DAYS);
    public static final Endpoint<RawBody, ReplayView> ENABLE = Endpoint.post(
            BASE + "/rules",
            "Put rules in force; refused if their replay breaks a budget or floor or loses a true cordon",
            PLAN,
            raw("application/yaml"),
            json(ReplayView.class),
            DAYS);
    public static final Endpoint<Nothing, BudgetsView> BUDGETS = Endpoint.get(
            BASE + "/budgets",
            "How much of each budget is spent, and what is left above each floor",
            VIEW,
            json(BudgetsView.class));
    public static final Endpoint<Nothing, OwnHealth> OWN = Endpoint.get(
            BASE + "/own",
            "How the engine itself is: lag, oldest unprocessed signal, dropped",
            VIEW,
            json(OwnHealth.class));

    static final List<Endpoint<?, ?>> ALL = List.of(
            SIGNALS,
            REMOTE_WRITE,
            OTLP,
            ALERTMANAGER,
            REDFISH,
            INCIDENTS,
            INCIDENT,
            APPROVE,
            STEP,
            TESTED,
            PART,
            RULES,
            RULES_FILE,
            REPLAY,
            ENABLE,
            BUDGETS,
            OWN);
}
