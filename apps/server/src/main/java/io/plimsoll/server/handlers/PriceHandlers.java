/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.price.DefectModel;
import io.plimsoll.acceptance.price.DefectModels;
import io.plimsoll.acceptance.price.FleetCount;
import io.plimsoll.acceptance.price.Leak;
import io.plimsoll.acceptance.price.LeakEstimate;
import io.plimsoll.acceptance.price.Sourced;
import io.plimsoll.acceptance.price.Terms;
import io.plimsoll.acceptance.price.TestLeak;
import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.server.api.PriceApi;
import io.plimsoll.server.api.PriceApi.GivenNumber;
import io.plimsoll.server.api.PriceApi.PriceTerms;
import io.plimsoll.server.api.PriceApi.PriceView;
import io.plimsoll.server.api.PriceApi.PricedTest;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The price of a skip, by the published shares and by what the site itself has shown. */
public final class PriceHandlers {

    private final Database record;

    public PriceHandlers(Database record) {
        this.record = record;
    }

    public void bind(Router router) {
        router.on(PriceApi.PRICE, this::price);
    }

    private PriceView price(Call<PriceApi.PriceRequest> call) {
        String site = Scope.site(record, call).name();
        PriceApi.PriceRequest input = call.input();
        TestPlan plan = new PlanShelf(record.campaigns()).find(input.plan());
        DefectModel model = model(site, input.priorWeightNodes());
        Terms terms = terms(input.terms());
        LeakEstimate leak = Leak.of(plan, input.skip(), input.nodes(), model, terms);
        List<PricedTest> tests =
                leak.perTest().stream().map(t -> test(plan, t, model, terms)).toList();
        return new PriceView(
                leak.plan(),
                leak.nodes(),
                leak.skipped(),
                leak.expectedBadNodes(),
                leak.low(),
                leak.high(),
                leak.residualBadNodes(),
                tests,
                leak.unpriced(),
                orNull(leak.interruptedGpuHours()),
                orNull(leak.creditsCents()),
                leak.asked(),
                leak.sources());
    }

    /** A weight asks for the site's own results beside the published shares. */
    private DefectModel model(String site, @Nullable Long weight) {
        if (weight == null) {
            return DefectModels.shipped();
        }
        if (weight < 1) {
            throw Problem.badInput(new InputProblem("body /priorWeightNodes", 0, weight.toString(), "nodes, from 1"));
        }
        List<FleetCount> counts = record.acceptance().firstResults(site).stream()
                .map(c -> new FleetCount(c.test(), c.nodes(), c.failed()))
                .toList();
        return counts.isEmpty()
                ? DefectModels.shipped()
                : DefectModels.shipped().withFleet(counts, weight);
    }

    private static Terms terms(@Nullable PriceTerms given) {
        if (given == null) {
            return Terms.NONE;
        }
        List<InputProblem> problems = new ArrayList<>();
        Terms terms = new Terms(
                sourced("failuresPerBadNodeDay", given.failuresPerBadNodeDay(), problems),
                sourced("days", given.days(), problems),
                sourced("jobGpus", given.jobGpus(), problems),
                sourced("restartHours", given.restartHours(), problems),
                sourced("creditCentsPerGpuHour", given.creditCentsPerGpuHour(), problems),
                given.creditCapCents() == null ? OptionalLong.empty() : OptionalLong.of(given.creditCapCents()));
        if (given.creditCapCents() != null && given.creditCapCents() < 0) {
            problems.add(new InputProblem(
                    "body /terms/creditCapCents", 0, given.creditCapCents().toString(), "cents, not negative"));
        }
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems);
        }
        return terms;
    }

    private static Optional<Sourced> sourced(String key, @Nullable GivenNumber given, List<InputProblem> problems) {
        if (given == null) {
            return Optional.empty();
        }
        if (!(given.value() >= 0) || given.value() > 1e12) {
            problems.add(new InputProblem(
                    "body /terms/" + key + "/value", 0, Double.toString(given.value()), "a number from 0"));
        }
        if (given.source().isBlank()) {
            problems.add(new InputProblem("body /terms/" + key + "/source", 0, "", "who answers for the number"));
        }
        return Optional.of(new Sourced(given.value(), given.source()));
    }

    private static PricedTest test(TestPlan plan, TestLeak leak, DefectModel model, Terms terms) {
        return new PricedTest(
                leak.test(),
                leak.title(),
                leak.required(),
                orNull(leak.share()),
                orNull(leak.badNodesAlone()),
                leak.source(),
                orNull(Leak.badAfter(plan, leak.test(), false, model)),
                orNull(Leak.waiverCents(plan, leak.test(), false, model, terms)),
                orNull(Leak.badAfter(plan, leak.test(), true, model)),
                orNull(Leak.waiverCents(plan, leak.test(), true, model, terms)));
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? Long.valueOf(value.getAsLong()) : null;
    }
}
