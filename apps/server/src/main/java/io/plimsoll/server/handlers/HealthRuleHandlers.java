/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.HealthState;
import io.plimsoll.health.engine.Topology;
import io.plimsoll.health.replay.Replay;
import io.plimsoll.health.replay.RuleChange;
import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.health.rules.RuleSetReader;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.HealthRulesRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.HealthApi;
import io.plimsoll.server.api.HealthApi.ReplayView;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.health.HealthSite;
import io.plimsoll.server.health.HealthSites;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules with their replay, and budgets. */
public final class HealthRuleHandlers {

    private static final int RULES_BYTES_MAX = 1 << 20;
    private static final int DAYS = 30;
    private static final int LISTED_MAX = 200;
    private static final int GPUS = 8;

    private final Database record;
    private final HealthSites sites;

    public HealthRuleHandlers(Database record, HealthSites sites) {
        this.record = record;
        this.sites = sites;
    }

    public void bind(Router router) {
        router.on(HealthApi.RULES, call -> rules(Scope.site(record, call)));
        router.on(HealthApi.RULES_FILE, this::file);
        router.on(HealthApi.REPLAY, call -> replay(call, body(call)));
        router.on(HealthApi.ENABLE, this::enable);
        router.on(HealthApi.BUDGETS, this::budgets);
    }

    private HealthApi.RulesView rules(Site site) {
        RuleSet set = sites.of(site).rules();
        List<HealthRulesRow> enabled = record.health().rules(site.name());
        return new HealthApi.RulesView(
                set.name(),
                set.version(),
                set.source(),
                enabled.isEmpty(),
                set.burnInMillis(),
                set.probationMillis(),
                set.detectors().stream()
                        .map(d -> new HealthApi.RuleView(
                                d.id(), d.type().name(), d.kind(), d.action(), d.cause(), d.because()))
                        .toList(),
                set.correlations().stream()
                        .map(c -> new HealthApi.CorrelationView(
                                c.domain(),
                                c.causes().stream().sorted().toList(),
                                c.children(),
                                c.share(),
                                c.windowMillis(),
                                c.because()))
                        .toList(),
                enabled.stream()
                        .map(r -> new HealthApi.EnabledRules(
                                r.id(), r.name(), r.sha256().hex(), r.enabledBy(), r.enabledAt(), r.journalSeq()))
                        .toList());
    }

    private Download file(Call<?> call) throws IOException {
        List<HealthRulesRow> enabled =
                record.health().rules(Scope.site(record, call).name());
        byte[] document = enabled.isEmpty()
                ? RuleSetReader.shippedText().getBytes(StandardCharsets.UTF_8)
                : enabled.getFirst().document();
        return Download.of("application/yaml", "health-rules.yaml", document);
    }

    private static byte[] body(Call<RawBody> call) throws IOException {
        byte[] document = call.input().stream().readNBytes(RULES_BYTES_MAX + 1);
        if (document.length > RULES_BYTES_MAX) {
            throw Problem.tooLarge(RULES_BYTES_MAX);
        }
        return document;
    }

    private ReplayView replay(Call<RawBody> call, byte[] document) {
        Site site = Scope.site(record, call);
        RuleSet others = RuleSetReader.read(new String(document, StandardCharsets.UTF_8), "body");
        HealthSite engine = sites.of(site);
        RuleSet inForce = engine.rules();
        int days = call.query(HealthApi.DAYS).orElse(DAYS);
        List<Signal> signals = sites.history(site, call.now().minus(Duration.ofDays(days)));
        Topology topology = engine.standing().topology();
        Replay.Result now = Replay.run(signals, topology, inForce, GPUS);
        Replay.Result then = Replay.run(signals, topology, others, GPUS);
        Replay.Comparison comparison = Replay.compare(now, then);
        return new ReplayView(
                others.name() + " " + others.version(),
                figures(now),
                figures(then),
                comparison.gained().stream()
                        .limit(LISTED_MAX)
                        .map(HealthRuleHandlers::cordon)
                        .toList(),
                comparison.lost().stream()
                        .limit(LISTED_MAX)
                        .map(HealthRuleHandlers::cordon)
                        .toList(),
                RuleChange.against(now, then, inForce, topology, signals),
                false);
    }

    private ReplayView enable(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        byte[] document = body(call);
        ReplayView replayed = replay(call, document);
        if (!replayed.against().isEmpty()) {
            throw Problem.conflict(
                    "Replayed over the recorded signals, " + String.join("; ", replayed.against()) + ".");
        }
        String shown = Json.MAPPER.writeValueAsString(Map.of(
                "signals", replayed.now().signals(),
                "gained", replayed.gained().size(),
                "lost", replayed.lost().size(),
                "gpuHoursNow", replayed.now().gpuHours(),
                "gpuHoursThen", replayed.then().gpuHours()));
        sites.enable(Scope.stamp(call), site, replayed.rules(), document, shown);
        return new ReplayView(
                replayed.rules(), replayed.now(), replayed.then(), replayed.gained(), replayed.lost(), List.of(), true);
    }

    private static HealthApi.ReplayFigures figures(Replay.Result r) {
        Map<String, Long> decisions = new TreeMap<>();
        r.decisions().forEach((what, n) -> decisions.put(what.name(), n));
        return new HealthApi.ReplayFigures(
                r.signals(),
                r.from(),
                r.to(),
                decisions,
                r.interruptions(),
                r.refaults(),
                r.caught(),
                r.gpuHours(),
                r.mostOut());
    }

    private static HealthApi.CordonView cordon(Replay.Cordon c) {
        return new HealthApi.CordonView(c.node(), c.from(), c.to().orElse(null), c.rule(), c.gpuHours());
    }

    private HealthApi.BudgetsView budgets(Call<?> call) {
        HealthSite engine = sites.of(Scope.site(record, call));
        HealthState state = engine.standing().state();
        Topology topology = engine.standing().topology();
        RuleSet rules = engine.rules();
        Map<String, Integer> stops = new HashMap<>();
        rules.budgets().forEach(b -> stops.put(b.id(), b.stopCount()));
        List<HealthApi.BudgetView> budgets = new ArrayList<>();
        for (HealthState.Spent s : state.spent(topology, rules)) {
            int stop = stops.getOrDefault(s.budget(), 0);
            budgets.add(new HealthApi.BudgetView(
                    s.budget(),
                    s.member(),
                    s.limit() == Integer.MAX_VALUE ? null : s.limit(),
                    List.copyOf(s.nodes()),
                    s.recent(),
                    stop == 0 ? null : stop,
                    s.stopped().isPresent() ? Instant.ofEpochMilli(s.stopped().getAsLong()) : null,
                    HealthViews.some(s.trial())));
        }
        java.util.Set<String> out = state.outOfService();
        List<HealthApi.FloorView> floors = new ArrayList<>();
        new TreeMap<>(topology.floors()).forEach((tenant, floor) -> {
            int nodes = topology.size("tenant:" + tenant);
            int theirs = (int) out.stream()
                    .filter(n -> topology.place(n)
                            .map(p -> p.tenant().equals(tenant))
                            .orElse(false))
                    .count();
            floors.add(new HealthApi.FloorView(tenant, nodes, floor, theirs, nodes - theirs - floor));
        });
        return new HealthApi.BudgetsView(budgets, floors, out.size(), topology.size("fleet"));
    }
}
