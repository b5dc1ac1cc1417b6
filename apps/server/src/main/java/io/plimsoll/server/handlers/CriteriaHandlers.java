/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.acceptance.criteria.Anchor;
import io.plimsoll.acceptance.criteria.CriterionSet;
import io.plimsoll.acceptance.criteria.CriterionSets;
import io.plimsoll.acceptance.criteria.Explanation;
import io.plimsoll.acceptance.criteria.LearnOptions;
import io.plimsoll.acceptance.criteria.LearnedCriterion;
import io.plimsoll.acceptance.criteria.Learner;
import io.plimsoll.acceptance.criteria.NodeJudgement;
import io.plimsoll.acceptance.criteria.Note;
import io.plimsoll.acceptance.criteria.Replay;
import io.plimsoll.acceptance.criteria.Stratum;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.CriterionSetRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.NewCriterionSet;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.CriteriaApi;
import io.plimsoll.server.api.CriteriaApi.CriterionSetItem;
import io.plimsoll.server.api.CriteriaApi.MetricView;
import io.plimsoll.server.api.CriteriaApi.ReplayView;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.server.keys.SigningKeys;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Learned criteria: sign a set, see it, see a metric, replay it. */
public final class CriteriaHandlers {

    private final Database record;
    private final SigningKeys keys;

    public CriteriaHandlers(Database record, SigningKeys keys) {
        this.record = record;
        this.keys = keys;
    }

    public void bind(Router router) {
        router.on(CriteriaApi.CRITERIA_SETS, this::list);
        router.on(CriteriaApi.SIGN_SET, this::sign);
        router.on(CriteriaApi.LEARN_SET, this::learn);
        router.on(CriteriaApi.CRITERION_SET, this::set);
        router.on(CriteriaApi.CRITERION_SET_FILE, this::file);
        router.on(CriteriaApi.CRITERION_METRIC, this::metric);
        router.on(CriteriaApi.REPLAY, this::replay);
    }

    private Page<CriterionSetItem> list(Call<?> call) {
        Site site = Scope.site(record, call);
        List<CriterionSetRow> rows = record.criteria().list(site.name());
        return Page.whole(
                rows.stream().map(r -> item(r, r.id() == rows.getFirst().id())).toList());
    }

    private CriterionSetItem sign(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        byte[] bytes = call.input().stream().readNBytes(Dsse.BYTES_MAX + 1);
        if (bytes.length > Dsse.BYTES_MAX) {
            throw Problem.tooLarge(Dsse.BYTES_MAX);
        }
        CriterionSet set = CriterionSets.read(bytes, "body").set();
        if (!set.alarms().isEmpty()
                && !call.query(CriteriaApi.DESPITE_ALARMS).orElse("no").equals("yes")) {
            throw Problem.conflict("The set has " + set.alarms().size() + " alarms, the first: "
                    + set.alarms().getFirst().text() + ". Look at them, then send it with despiteAlarms=yes.");
        }
        Optional<CriterionSetRow> present =
                record.criteria().list(site.name()).stream().findFirst();
        String anchor = set.anchors().isEmpty() ? "" : set.anchors().getFirst().sha256();
        if (present.isPresent() && !present.get().setSha256().hex().equals(anchor)) {
            throw Problem.conflict(
                    "The set was not learned against " + present.get().name() + " version "
                            + present.get().version() + ", which is in force. Learn it again with that as its anchor.");
        }
        SiteKey key = keys.forSigning(site.name());
        int used = (int) set.strata().values().stream()
                .flatMap(List::stream)
                .filter(LearnedCriterion::used)
                .count();
        CriterionSets.Document unsigned = CriterionSets.read(CriterionSets.write(set), "body");
        CriterionSetRow row = record.criteria()
                .add(
                        Scope.stamp(call),
                        site.name(),
                        new NewCriterionSet(
                                set.name(),
                                set.version(),
                                unsigned.sha256(),
                                key.keyId(),
                                set.learnedAt(),
                                set.nodes(),
                                used,
                                set.alarms().size(),
                                CriterionSets.sign(set, key).toBytes()));
        return item(row, true);
    }

    private CriteriaApi.LearnedView learn(Call<CriteriaApi.LearnSpan> call) {
        Site site = Scope.site(record, call);
        CriteriaApi.LearnSpan span = call.input();
        LearnedSets.Measured measured = LearnedSets.measured(
                record,
                site.name(),
                span.from() == null ? Instant.EPOCH : span.from(),
                span.to() == null ? call.now() : span.to());
        if (measured.strata().isEmpty()) {
            throw Problem.conflict("Nothing was measured on this site in that time. Run a campaign first.");
        }
        CriterionSet set = Learner.learn(measured.samples(), options(site, span, measured.strata(), call.now()));
        byte[] document = CriterionSets.write(set);
        List<LearnedCriterion> all =
                set.strata().values().stream().flatMap(List::stream).toList();
        int used = (int) all.stream().filter(LearnedCriterion::used).count();
        return new CriteriaApi.LearnedView(
                Json.MAPPER.readTree(document),
                CriterionSets.read(document, "the learned set").sha256().hex(),
                set.name(),
                set.version(),
                set.nodes(),
                used,
                all.size() - used,
                notes(set.alarms()),
                notes(set.notes()),
                view(Replay.of(set, measured.samples(), measured.strata())));
    }

    private LearnOptions options(Site site, CriteriaApi.LearnSpan span, Map<String, Stratum> strata, Instant now) {
        double budget = span.budget() == null ? LearnOptions.BUDGET : span.budget();
        if (!(budget > 0 && budget <= 0.5)) {
            throw Problem.badInput(List.of(
                    new InputProblem("body /budget", 0, String.valueOf(budget), "a chance over 0 and at most 0.5")));
        }
        Optional<Anchor> anchor = LearnedSets.inForce(record, site.name(), now).map(CriterionSets.Document::anchor);
        String name = Optional.ofNullable(span.name())
                .or(() -> anchor.map(a -> a.set().name()))
                .orElse("fleet");
        LearnOptions options = LearnOptions.of(name, now.truncatedTo(ChronoUnit.SECONDS))
                .withBudget(budget)
                .withStrata(strata)
                .withAcceptShift(span.acceptShift() == null ? Set.of() : Set.copyOf(span.acceptShift()));
        return anchor.map(options::withAnchor).orElse(options);
    }

    private static List<CriteriaApi.NoteView> notes(List<Note> notes) {
        return notes.stream()
                .map(n -> new CriteriaApi.NoteView(n.code().name(), n.text()))
                .toList();
    }

    private CriterionSetRow row(Call<?> call) {
        long id = call.pathNumber("id");
        return record.criteria().find(id).orElseThrow(() -> Problem.notFound("criterion set " + id));
    }

    private CriteriaApi.CriterionSetView set(Call<?> call) {
        CriterionSetRow row = row(call);
        CriterionSet set = LearnedSets.document(record, row.id()).set();
        return new CriteriaApi.CriterionSetView(
                item(row, isInForce(row, call.now())), row.site(), Json.MAPPER.readTree(CriterionSets.write(set)));
    }

    private Download file(Call<?> call) {
        CriterionSetRow row = row(call);
        byte[] envelope = record.criteria().envelope(row.id()).orElseThrow();
        return Download.of("application/json", row.name() + "-" + row.version() + ".dsse.json", envelope);
    }

    private MetricView metric(Call<?> call) {
        CriterionSetRow row = row(call);
        CriterionSet set = LearnedSets.document(record, row.id()).set();
        String metric = call.path("metric");
        String key = call.query(CriteriaApi.STRATUM)
                .orElseGet(() -> set.strata().isEmpty() ? "all" : set.strata().firstKey());
        LearnedSets.Measured measured = LearnedSets.measured(
                record,
                row.site(),
                call.query(Query.FROM).orElse(Instant.EPOCH),
                call.query(Query.TO).orElse(call.now()));
        Explanation e = Explanation.of(set, Stratum.ofKey(key), metric, measured.samples(), measured.strata())
                .orElseThrow(() -> Problem.notFound("metric " + metric + " of " + key));
        LearnedCriterion c = e.criterion();
        List<CriteriaApi.Quantile> quantiles = new ArrayList<>();
        for (int i = 0; i < c.population().quantiles().size(); i++) {
            quantiles.add(new CriteriaApi.Quantile(
                    LearnedCriterion.Population.LEVELS.get(i),
                    c.population().quantiles().get(i)));
        }
        return new MetricView(
                c.metric(),
                e.stratum(),
                c.unit(),
                c.direction().name(),
                c.atLeast().or(c::atMost).orElse(null),
                c.atLeast().isPresent() ? c.atMost().orElse(null) : null,
                c.centre(),
                1 - c.distanceMax(),
                row.signedBy(),
                row.signedAt(),
                c.population().repeatability(),
                c.used(),
                notes(c.notes()),
                e.values().stream()
                        .map(v ->
                                new CriteriaApi.MetricValue(v.node(), v.scope(), v.value(), v.distance(), v.verdict()))
                        .toList(),
                quantiles);
    }

    private ReplayView replay(Call<CriteriaApi.ReplaySpan> call) {
        CriterionSetRow row = row(call);
        Instant from = call.input().from();
        Instant to = call.input().to();
        LearnedSets.Measured measured = LearnedSets.measured(
                record, row.site(), from == null ? Instant.EPOCH : from, to == null ? call.now() : to);
        return view(Replay.of(LearnedSets.document(record, row.id()).set(), measured.samples(), measured.strata()));
    }

    private static ReplayView view(Replay replay) {
        return new ReplayView(
                replay.set(),
                replay.nodes(),
                replay.verdicts().getOrDefault(Verdict.PASS, 0),
                replay.verdicts().getOrDefault(Verdict.FAIL, 0),
                replay.verdicts().getOrDefault(Verdict.INCONCLUSIVE, 0),
                replay.verdicts().getOrDefault(Verdict.NOT_RUN, 0),
                replay.verdicts().getOrDefault(Verdict.ERROR, 0),
                replay.failing().stream().map(CriteriaHandlers::replayed).toList(),
                replay.byMetric().entrySet().stream()
                        .map(e -> new CriteriaApi.MetricCount(e.getKey(), e.getValue()))
                        .toList());
    }

    private static CriteriaApi.ReplayedNode replayed(NodeJudgement j) {
        NodeJudgement.Finding worst = j.findings().getFirst();
        return new CriteriaApi.ReplayedNode(
                j.node(), worst.metric(), worst.scope(), worst.value(), worst.limit(), worst.reason());
    }

    private boolean isInForce(CriterionSetRow row, Instant now) {
        return record.criteria()
                .inForce(row.site(), now)
                .map(r -> r.id() == row.id())
                .orElse(false);
    }

    private static CriterionSetItem item(CriterionSetRow r, boolean inForce) {
        return new CriterionSetItem(
                r.id(),
                r.name(),
                r.version(),
                r.setSha256().hex(),
                r.keyId(),
                r.signedBy(),
                r.signedAt(),
                r.learnedAt(),
                r.nodes(),
                r.used(),
                r.alarms(),
                inForce,
                r.journalSeq());
    }
}
