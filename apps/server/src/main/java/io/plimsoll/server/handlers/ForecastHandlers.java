/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.price.DefectModels;
import io.plimsoll.acceptance.price.Leak;
import io.plimsoll.acceptance.price.LeakEstimate;
import io.plimsoll.acceptance.price.Terms;
import io.plimsoll.forecast.ForecastResult;
import io.plimsoll.forecast.Forecaster;
import io.plimsoll.forecast.scenario.DurationLaw;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.scenario.Scenario.Crew;
import io.plimsoll.forecast.scenario.Scenario.Delivery;
import io.plimsoll.forecast.scenario.Scenario.Part;
import io.plimsoll.forecast.scenario.Scenario.Shift;
import io.plimsoll.forecast.scenario.Scenario.UnitClass;
import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.RateSetRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.ForecastApi;
import io.plimsoll.server.api.ForecastApi.Change;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** With what probability the promises of a site hold. */
final class ForecastHandlers {

    private static final int REPLICATIONS = 200;
    private static final int REPLICATIONS_MAX = 5_000;
    private static final double EVENTS_MAX = 1e8;

    private final Database record;
    private final PromiseBooks books;

    ForecastHandlers(Database record, PromiseBooks books) {
        this.record = record;
        this.books = books;
    }

    void bind(Router router) {
        router.on(ForecastApi.FORECAST, this::forecast);
    }

    private ForecastApi.ForecastView forecast(Call<ForecastApi.ForecastRequest> call) {
        long began = System.nanoTime();
        Site site = Scope.site(record, call);
        ForecastApi.ForecastRequest input = call.input();
        Instant at = Scope.now(record, site, call);
        PromiseScenario source =
                new PromiseScenario(books.open(site.name(), io.plimsoll.postgres.LedgerEntries.ALL), at);
        Optional<RateSetRow> onRecord = input.parameters() == null ? Optional.of(rates(site)) : Optional.empty();
        String parameters = onRecord.map(r -> new String(r.document(), StandardCharsets.UTF_8))
                .orElseGet(() -> java.util.Objects.requireNonNull(input.parameters()));
        Scenario scenario = source.of(parameters, record.stock().positions(site.name()));
        int replications = whole("replications", input.replications(), REPLICATIONS, 1, REPLICATIONS_MAX);
        affordable(scenario, replications);
        long seed = input.seed() == null ? 1 : input.seed();
        boolean marginal = Boolean.TRUE.equals(input.marginal());
        ForecastResult now = run(scenario, replications, seed, marginal);
        Change change = input.change();
        Optional<LeakEstimate> leak =
                Optional.ofNullable(change == null ? null : change.skip()).map(s -> leak(scenario, s));
        ForecastResult tried = change == null ? null : run(changed(scenario, change, leak), replications, seed, false);
        List<String> notes = new ArrayList<>(source.notes());
        notes.addAll(now.notes());
        List<ForecastApi.Source> sources = (tried == null ? now : tried)
                .sources().stream()
                        .map(s -> new ForecastApi.Source(s.what(), s.rate(), s.source()))
                        .toList();
        return new ForecastApi.ForecastView(
                site.name(),
                onRecord.map(RateSetRow::id).orElse(null),
                at,
                now.horizonDays(),
                replications,
                seed,
                outcome(now, at),
                tried == null ? null : outcome(tried, at),
                now.marginal().stream().map(ForecastHandlers::helps).toList(),
                leak.map(ForecastHandlers::leaked).orElse(null),
                scenario.failures().stream().map(Scenario.Failure::kind).toList(),
                sources,
                notes,
                (System.nanoTime() - began) / 1_000_000);
    }

    private RateSetRow rates(Site site) {
        return record.rates()
                .inForce(site.name())
                .orElseThrow(() -> Problem.conflict("The site has no rates on the record yet, and none has a default:"
                        + " give failures, parts and crews, each with its source."));
    }

    private static ForecastResult run(Scenario scenario, int replications, long seed, boolean marginal) {
        return new Forecaster(scenario, new Forecaster.Options(replications, seed, marginal, false)).run();
    }

    /** A page waits for the answer: what would take minutes belongs to the command line. */
    private static void affordable(Scenario scenario, int replications) {
        int nodes = scenario.fleet().stream().mapToInt(UnitClass::nodes).sum();
        double days = scenario.horizonDays() + scenario.warmUpDays();
        double events = scenario.failures().stream()
                        .mapToDouble(f -> 4 * f.perNodeDay() * nodes * days / (1 - Math.min(0.99, f.refaultShare())))
                        .sum()
                + scenario.shocks().stream()
                        .mapToDouble(s -> s.perDay() * days * (1 + s.nodesHit()))
                        .sum();
        if (events * replications > EVENTS_MAX) {
            throw Problem.badInput(new InputProblem(
                    "body /replications",
                    0,
                    replications + " futures of about " + Math.round(events) + " events",
                    "at most " + (long) EVENTS_MAX + " events in all",
                    "ask for fewer, or use plimsoll forecast run"));
        }
    }

    private static int whole(String key, @Nullable Integer given, int otherwise, int least, int most) {
        int value = given == null ? otherwise : given;
        if (value < least || value > most) {
            throw Problem.badInput(new InputProblem("body /" + key, 0, String.valueOf(value), least + " to " + most));
        }
        return value;
    }

    private static Scenario changed(Scenario s, Change change, Optional<LeakEstimate> leak) {
        int nodes = whole("change/hotSpares", change.hotSpares(), 0, 0, 100_000);
        int technicians = whole("change/technicians", change.technicians(), 0, 0, 10_000);
        List<UnitClass> fleet = new ArrayList<>(s.fleet());
        if (nodes > 0) {
            UnitClass c = fleet.getFirst();
            List<Delivery> more = new ArrayList<>(c.deliveries());
            more.add(new Delivery(Double.NEGATIVE_INFINITY, nodes, 0, DurationLaw.NONE, 1, DurationLaw.NONE));
            fleet.set(0, new UnitClass(c.name(), c.gpusPerNode(), c.traysPerRack(), c.traysNeeded(), more));
        }
        List<Crew> crews = s.crews().stream()
                .map(c -> new Crew(
                        c.name(),
                        c.technicians() + technicians,
                        c.shifts().stream()
                                .map(h -> new Shift(
                                        h.hourOfWeek(), h.technicians() == 0 ? 0 : h.technicians() + technicians))
                                .toList(),
                        c.costCents()))
                .toList();
        List<Scenario.Leak> leaks = new ArrayList<>(s.leaks());
        ForecastApi.Skip skip = change.skip();
        if (skip != null) {
            leak.ifPresent(l -> leaks.add(early(l, skip)));
        }
        return new Scenario(
                s.name(),
                s.horizonDays(),
                s.warmUpDays(),
                fleet,
                s.failures(),
                parts(s, change),
                crews,
                s.shocks(),
                leaks,
                s.commitments());
    }

    private static List<Part> parts(Scenario s, Change change) {
        int more = whole("change/moreParts", change.moreParts(), 0, -1_000_000, 1_000_000);
        Double days = change.resupplyDays();
        if (days != null && !(days > 0 && days < 10_000)) {
            throw Problem.badInput(new InputProblem(
                    "body /change/resupplyDays", 0, days.toString(), "days, more than 0 and less than 10000"));
        }
        String wanted = change.part();
        if (more != 0 && s.parts().stream().noneMatch(p -> p.name().equals(wanted))) {
            throw Problem.badInput(new InputProblem(
                    "body /change/part",
                    0,
                    String.valueOf(wanted),
                    "one of " + s.parts().stream().map(Part::name).toList()));
        }
        return s.parts().stream()
                .map(p -> new Part(
                        p.name(),
                        Math.max(0, p.stock() + (p.name().equals(wanted) ? more : 0)),
                        days == null ? p.resupply() : DurationLaw.exponential(days),
                        p.condemned(),
                        p.supply(),
                        p.costCents(),
                        p.source()))
                .toList();
    }

    /** What the acceptance room says that skipped tests let through, as early failures of the fleet. */
    private LeakEstimate leak(Scenario s, ForecastApi.Skip skip) {
        if (s.failures().stream().noneMatch(f -> f.kind().equals(skip.kind()))) {
            throw Problem.badInput(new InputProblem(
                    "body /change/skip/kind",
                    0,
                    skip.kind(),
                    "one of "
                            + s.failures().stream().map(Scenario.Failure::kind).toList()));
        }
        if (skip.source().isBlank() || !(skip.days() > 0 && skip.days() < 10_000)) {
            throw Problem.badInput(new InputProblem(
                    "body /change/skip",
                    0,
                    skip.days() + " days, source '" + skip.source() + "'",
                    "days and their source"));
        }
        TestPlan plan = new PlanShelf(record.campaigns()).find(skip.plan());
        int nodes = s.fleet().stream().mapToInt(UnitClass::nodes).sum();
        return Leak.of(plan, skip.tests(), nodes, DefectModels.shipped(), Terms.NONE);
    }

    private static Scenario.Leak early(LeakEstimate leak, ForecastApi.Skip skip) {
        return new Scenario.Leak(
                skip.kind(),
                Optional.empty(),
                leak.expectedBadNodes(),
                DurationLaw.exponential(skip.days()),
                "price of skipping " + String.join(", ", leak.skipped()) + " of " + leak.plan() + "; "
                        + String.join("; ", leak.sources()) + "; shows after " + skip.days() + " days: "
                        + skip.source());
    }

    private static ForecastApi.Leaked leaked(LeakEstimate l) {
        return new ForecastApi.Leaked(
                l.plan(), l.skipped(), l.nodes(), l.expectedBadNodes(), l.low(), l.high(), l.unpriced());
    }

    private static ForecastApi.Outcome outcome(ForecastResult r, Instant at) {
        return new ForecastApi.Outcome(
                r.promises().stream().map(p -> probability(p, at)).toList(),
                r.parts().stream()
                        .map(p -> new ForecastApi.PartWait(p.part(), p.stock(), p.meanNodesWaiting()))
                        .toList(),
                r.crews().stream()
                        .map(c ->
                                new ForecastApi.CrewWait(c.crew(), c.technicians(), c.meanBusy(), c.meanNodesWaiting()))
                        .toList());
    }

    private static ForecastApi.Probability probability(ForecastResult.Promise p, Instant at) {
        return new ForecastApi.Probability(
                p.commitment(),
                p.probability(),
                p.ci().low(),
                p.ci().high(),
                p.worstWindow(),
                p.processBand().low(),
                p.processBand().high(),
                p.parameterBand().low(),
                p.parameterBand().high(),
                p.meanAvailability(),
                p.expectedCredits(),
                p.windows(),
                p.weeks().stream().map(w -> week(w, at)).toList());
    }

    private static ForecastApi.Week week(ForecastResult.Week w, Instant at) {
        Instant from = at.truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(7L * w.week()));
        return new ForecastApi.Week(
                from,
                from.plus(Duration.ofDays(7)),
                w.promised(),
                w.median(),
                w.likely().low(),
                w.likely().high(),
                w.nearlyAll().low(),
                w.nearlyAll().high(),
                w.probability(),
                w.ci().low(),
                w.ci().high());
    }

    private static ForecastApi.Helps helps(ForecastResult.Marginal m) {
        return new ForecastApi.Helps(
                m.change(),
                m.name(),
                m.creditsChange(),
                m.creditsChangeCi().low(),
                m.creditsChangeCi().high(),
                m.costCents().orElse(null),
                m.effects().stream()
                        .map(e -> new ForecastApi.Effect(
                                e.commitment(),
                                e.probability(),
                                e.change(),
                                e.changeCi().low(),
                                e.changeCi().high()))
                        .toList());
    }
}
