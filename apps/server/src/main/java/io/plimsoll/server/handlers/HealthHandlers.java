/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.HealthState;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.UnitState;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.HealthDecisionRow;
import io.plimsoll.postgres.HealthIncidentRow;
import io.plimsoll.postgres.HealthRecords;
import io.plimsoll.postgres.JournalRow;
import io.plimsoll.postgres.NodePage;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.HealthApi;
import io.plimsoll.server.api.HealthApi.IncidentView;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.health.HealthSite;
import io.plimsoll.server.health.HealthSites;
import io.plimsoll.server.health.Said;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Signals in, incidents out, and what people say about them. */
public final class HealthHandlers {

    private static final int DECISIONS_MAX = 1_000;
    private static final int ASIDE_MAX = 50;

    private final Database record;
    private final HealthSites sites;

    public HealthHandlers(Database record, HealthSites sites) {
        this.record = record;
        this.sites = sites;
    }

    public void bind(Router router) {
        router.on(HealthApi.SIGNALS, call -> hear(call, call.query(HealthApi.FORMAT)));
        router.on(HealthApi.REMOTE_WRITE, call -> hear(call, Optional.of("remote-write")));
        router.on(HealthApi.OTLP, call -> hear(call, Optional.of("otlp")));
        router.on(HealthApi.ALERTMANAGER, call -> hear(call, Optional.of("alertmanager")));
        router.on(HealthApi.REDFISH, call -> hear(call, Optional.of("redfish")));
        router.on(HealthApi.INCIDENTS, this::incidents);
        router.on(HealthApi.INCIDENT, call -> view(Scope.site(record, call), call));
        router.on(HealthApi.APPROVE, this::approve);
        router.on(HealthApi.STEP, this::step);
        router.on(HealthApi.TESTED, this::tested);
        router.on(HealthApi.PART, this::part);
        router.on(HealthApi.OWN, this::own);
    }

    private HealthApi.SignalsHeard hear(Call<RawBody> call, Optional<String> format) throws IOException {
        HealthSites.Heard heard = sites.hear(
                Scope.site(record, call),
                call.input().stream(),
                format,
                call.query(HealthApi.NODE).orElse(""),
                call.actor().name());
        return new HealthApi.SignalsHeard(
                heard.format(),
                heard.lines(),
                heard.kept(),
                heard.unneeded(),
                heard.refused(),
                heard.batch(),
                heard.warnings());
    }

    private Page<HealthApi.IncidentRow> incidents(Call<?> call) {
        long before = Paging.number(call);
        List<HealthIncidentRow> rows = record.health()
                .incidents(
                        Scope.site(record, call).name(),
                        call.query(HealthApi.OPEN).map(Boolean::parseBoolean).orElse(false),
                        before == 0 ? Long.MAX_VALUE : before,
                        call.limit() + 1);
        return Paging.cut(
                rows.stream().map(HealthViews::row).toList(), r -> r.incident().substring(2), call.limit());
    }

    private HealthIncidentRow incident(Site site, Call<?> call) {
        String id = call.path("incident");
        return record.health().incident(site.name(), id).orElseThrow(() -> Problem.notFound("incident " + id));
    }

    private IncidentView view(Site site, Call<?> call) {
        HealthIncidentRow row = incident(site, call);
        List<HealthDecisionRow> decisions = record.health().decisions(site.name(), row.incident(), DECISIONS_MAX);
        return new IncidentView(
                HealthViews.row(row),
                HealthViews.turn(row),
                HealthViews.next(row, sites.of(site).rules(), decisions),
                HealthViews.some(row.approvedBy()),
                HealthViews.affected(row).stream()
                        .map(n -> affected(site, n, call.now()))
                        .toList(),
                HealthViews.plan(row, sites.of(site).rules()),
                decisions.stream().map(HealthViews::decision).toList());
    }

    private HealthApi.AffectedNode affected(Site site, String node, Instant now) {
        Optional<NodePage> page = record.line().node(site.name(), node, now);
        return page.map(p -> new HealthApi.AffectedNode(
                        node,
                        p.node().location().hall(),
                        p.node().location().row(),
                        p.node().location().rack(),
                        p.node().location().rackUnit(),
                        p.node().state().name()))
                .orElseGet(() -> new HealthApi.AffectedNode(node, null, null, null, null, null));
    }

    private IncidentView approve(Call<HealthApi.Approval> call) {
        Site site = Scope.site(record, call);
        HealthIncidentRow row = incident(site, call);
        if (call.input().reason().isBlank()) {
            throw Problem.badInput(
                    new InputProblem("body /reason", 0, "empty", "why the promise may be broken for this"));
        }
        if (!row.phase().equals("HELD")) {
            throw Problem.conflict(row.incident() + " is " + row.phase() + ": only a HELD remedy can be allowed.");
        }
        say(
                site,
                call,
                row,
                "approval",
                row.incident(),
                Map.of("by", call.actor().name(), "reason", call.input().reason()));
        return view(site, call);
    }

    private IncidentView step(Call<HealthApi.StepReport> call) {
        Site site = Scope.site(record, call);
        HealthIncidentRow row = incident(site, call);
        boolean inRepair = record.line()
                .node(site.name(), row.node(), call.now())
                .filter(p -> p.node().state() == UnitState.REPAIR)
                .isPresent();
        if (call.input().done() && inRepair) {
            throw Problem.conflict(
                    row.node() + " is in REPAIR: its repair record says what was done, with the serials. Report "
                            + "the repair of the node on work order " + row.incident() + ".");
        }
        return report(call, "ACTING", "remedy", call.input().done() ? "DONE" : "FAILED");
    }

    private IncidentView tested(Call<HealthApi.StepReport> call) {
        Site site = Scope.site(record, call);
        HealthIncidentRow row = incident(site, call);
        if (record.line().node(site.name(), row.node(), call.now()).isPresent()) {
            throw Problem.conflict(row.node()
                    + " is on the record: a certificate from the tests that the repair requires says it, nobody else.");
        }
        return report(call, "TESTING", "test", call.input().done() ? "PASS" : "FAIL");
    }

    private IncidentView report(Call<HealthApi.StepReport> call, String phase, String kind, String code) {
        Site site = Scope.site(record, call);
        HealthIncidentRow row = incident(site, call);
        HealthApi.StepReport input = call.input();
        if (input.evidence().isBlank()) {
            throw Problem.badInput(new InputProblem("body /evidence", 0, "empty", "what shows it"));
        }
        if (!row.phase().equals(phase)) {
            throw Problem.conflict(row.incident() + " is " + row.phase() + ", not " + phase + ".");
        }
        if (!input.turn().equals(HealthViews.turn(row))) {
            throw Problem.conflict("The incident has gone on: its turn is " + HealthViews.turn(row)
                    + ". Read it again before you report.");
        }
        say(
                site,
                call,
                row,
                kind,
                code,
                Map.of(
                        "incident",
                        row.incident(),
                        "step",
                        row.step(),
                        "by",
                        call.actor().name(),
                        "evidence",
                        input.evidence()));
        return view(site, call);
    }

    /** What a person says is a signal as any other: kept first, then decided on. */
    private void say(
            Site site, Call<?> call, HealthIncidentRow row, String kind, String code, Map<String, String> attributes) {
        HealthSite engine = sites.of(site);
        Instant at = Scope.now(record, site, call);
        Signal signal = Said.of(at, engine.standing().state().now(), row.node(), row.entity(), kind, code, attributes);
        engine.hear("plimsoll", call.actor().name(), call.now(), List.of(signal), 0);
        engine.settle();
    }

    private HealthApi.PartHistory part(Call<?> call) {
        Site site = Scope.site(record, call);
        String serial = call.path("serial");
        List<HealthApi.PartEntry> entries = new ArrayList<>();
        List<HealthDecisionRow> said = record.health().ofSerial(site.name(), serial, DECISIONS_MAX);
        for (HealthDecisionRow d : said) {
            entries.add(new HealthApi.PartEntry(
                    d.at(),
                    "SAID",
                    place(d),
                    HealthViews.some(d.incident()),
                    d.what().toLowerCase(java.util.Locale.ROOT) + ": " + d.reason(),
                    d.journalSeq()));
        }
        for (JournalRow row : record.health().partRows(site.name(), serial)) {
            entries.addAll(repairs(row, serial));
        }
        Optional<String> seat = record.health().seat(site.name(), serial);
        if (entries.isEmpty() && seat.isEmpty()) {
            throw Problem.notFound("a part " + serial);
        }
        entries.sort(Comparator.comparing(HealthApi.PartEntry::at).thenComparingLong(HealthApi.PartEntry::journalSeq));
        int slots = (int) said.stream().map(HealthHandlers::place).distinct().count();
        return new HealthApi.PartHistory(
                serial,
                seat.orElse(null),
                slots,
                said.stream().anyMatch(d -> d.reason().contains("blames serial " + serial)) ? "the part" : null,
                entries);
    }

    private static String place(HealthDecisionRow d) {
        return d.entity().isEmpty() ? d.node() : d.node() + "/" + d.entity();
    }

    private static List<HealthApi.PartEntry> repairs(JournalRow row, String serial) {
        List<HealthApi.PartEntry> entries = new ArrayList<>();
        JsonNode payload = Json.MAPPER.readTree(row.payload());
        String says = "by " + payload.path("technician").asString() + " on "
                + payload.path("workOrder").asString();
        for (JsonNode part : payload.path("parts")) {
            boolean out = part.path("oldSerial").asString().equals(serial);
            boolean in = part.path("newSerial").asString().equals(serial);
            if (out != in) {
                entries.add(new HealthApi.PartEntry(
                        row.effectiveAt(), in ? "FITTED" : "TAKEN_OUT", row.subject(), null, says, row.seq()));
            }
        }
        return entries;
    }

    private HealthApi.OwnHealth own(Call<?> call) {
        Site site = Scope.site(record, call);
        HealthSite engine = sites.of(site);
        HealthSite.Standing s = engine.standing();
        HealthRecords.Backlog behind = record.health().backlog(site.name(), s.done());
        HealthState.Counts c = s.state().counts();
        Optional<Instant> oldest = Stream.concat(behind.oldest().stream(), engine.oldestWaiting().stream())
                .min(Comparator.naturalOrder());
        long lag = oldest.map(o -> Math.max(0, Duration.between(o, call.now()).toMillis()))
                .orElse(0L);
        HealthApi.Dropped dropped =
                new HealthApi.Dropped(record.health().undecided(site.name()), c.refused(), c.untimed());
        HealthSites.Refused refused = sites.refused(site.name());
        HealthApi.TurnedDown door =
                new HealthApi.TurnedDown(refused.overBound(), refused.notTheirs(), engine.turnedAway());
        return new HealthApi.OwnHealth(
                s.stuck().isEmpty(),
                HealthViews.some(s.stuck()),
                behind.batches(),
                behind.signals(),
                oldest.orElse(null),
                lag,
                s.slowestMillis(),
                engine.waiting(),
                dropped.setAside() + dropped.overBound() + dropped.untimed(),
                dropped,
                door.overBound() + door.notTheirs() + door.turnedAway(),
                door,
                s.done(),
                time(s.state().now()),
                c.signals(),
                c.faults(),
                c.duplicates(),
                c.suppressed(),
                c.late(),
                c.ahead(),
                c.untimed(),
                s.state().remembered(),
                s.state().incidents().size(),
                sites.flooding(site.name()).stream()
                        .map(e -> new HealthApi.Flood(e.getKey(), e.getValue()))
                        .toList(),
                record.health().undecided(site.name(), 0, ASIDE_MAX).stream()
                        .map(HealthViews::aside)
                        .toList(),
                engine.refusedSteps().entrySet().stream()
                        .map(e -> new HealthApi.RefusedStep(e.getKey(), e.getValue()))
                        .sorted(Comparator.comparing(HealthApi.RefusedStep::incident))
                        .toList());
    }

    private static @Nullable Instant time(long millis) {
        return millis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(millis);
    }
}
