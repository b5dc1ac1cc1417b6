/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.price.DefectModel;
import io.plimsoll.acceptance.price.DefectOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** Brings a request under its deadline: optional tests go, those first that find least a minute; required ones never do. */
final class Fitting {

    private final CampaignRequest request;
    private final PowerCheck power;
    private final DefectModel model;

    Fitting(CampaignRequest request, PowerCheck power, DefectModel model) {
        this.request = request;
        this.power = power;
        this.model = model;
    }

    /** The tests that must be left out so that the rest fits, or all optional ones if the required ones alone do not. */
    Set<String> leftOut(Duration available) {
        Set<String> required = new TreeSet<>();
        Set<String> optional = new TreeSet<>();
        for (PlannedTest test : request.plan().tests()) {
            boolean needed = request.nodes().stream().anyMatch(n -> Drafts.requiredOn(test, n));
            (needed ? required : optional).add(test.id());
        }
        addNeeds(required, optional);
        if (optional.isEmpty()) {
            return Set.of();
        }
        Duration left = available.minus(length(optional));
        if (left.isNegative()) {
            return optional;
        }
        Set<String> chosen = DefectOrder.choose(request.plan(), required, optional, takes(request, power), left, model);
        List<String> order = new ArrayList<>(chosen);
        while (true) {
            Set<String> out = new TreeSet<>(optional);
            order.forEach(out::remove);
            if (order.isEmpty() || length(out).compareTo(available) <= 0) {
                return out;
            }
            order.removeLast();
        }
    }

    private void addNeeds(Set<String> required, Set<String> optional) {
        List<String> open = new ArrayList<>(required);
        while (!open.isEmpty()) {
            TestPlan plan = request.plan();
            plan.test(open.removeLast())
                    .ifPresent(t -> t.needs().forEach(need -> {
                        if (optional.remove(need)) {
                            required.add(need);
                            open.add(need);
                        }
                    }));
        }
    }

    private Duration length(Set<String> leftOut) {
        return Duration.ofSeconds(
                Timetable.of(request, Drafts.of(request, power, leftOut).drafts())
                        .end());
    }

    /** How long each test takes alone, on all its nodes and under the limits. */
    static Map<String, Duration> takes(CampaignRequest request, PowerCheck power) {
        Map<String, Duration> out = new LinkedHashMap<>();
        Set<String> all = new HashSet<>();
        request.plan().tests().forEach(t -> all.add(t.id()));
        for (PlannedTest test : request.plan().tests()) {
            Set<String> others = new HashSet<>(all);
            others.remove(test.id());
            out.put(
                    test.id(),
                    Duration.ofSeconds(Timetable.of(
                                    request, Drafts.of(request, power, others).drafts())
                            .end()));
        }
        return out;
    }

    /** What was left out, and what that lets through beside what stays. */
    List<NotFitting> told(Set<String> leftOut) {
        Set<String> kept = new TreeSet<>();
        request.plan().tests().forEach(t -> kept.add(t.id()));
        kept.removeAll(leftOut);
        List<NotFitting> out = new ArrayList<>();
        for (PlannedTest test : request.plan().tests()) {
            if (leftOut.contains(test.id())) {
                List<String> nodes = request.nodes().stream()
                        .filter(n -> !n.withoutTests().contains(test.id()))
                        .map(CampaignNode::name)
                        .toList();
                out.add(new NotFitting(
                        test.id(),
                        test.title(),
                        false,
                        false,
                        nodes,
                        "left out: the deadline leaves no time for it",
                        Duration.ZERO,
                        badNodes(test.id(), kept, nodes.size())));
            }
        }
        return out;
    }

    /** What going without one test lets through on some nodes, if the others are run. */
    OptionalDouble badNodes(String test, Set<String> others, int nodes) {
        if (model.benchmarks().stream().noneMatch(b -> b.tests().contains(test))) {
            return OptionalDouble.empty();
        }
        Set<String> before = new TreeSet<>(others);
        before.remove(test);
        return OptionalDouble.of(DefectOrder.finds(Set.of(test), before, model) * nodes);
    }

    /** {@code 2 h 05 min}. */
    static String hours(Duration duration) {
        long minutes = (duration.toSeconds() + 59) / 60;
        return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }

    /** The tests that are in the drafts. */
    static Set<String> tests(List<Draft> drafts) {
        Set<String> out = new TreeSet<>();
        drafts.forEach(d -> out.add(d.test().id()));
        return out;
    }

    static int[] nodes(List<Draft> drafts, List<Integer> which) {
        return which.stream()
                .flatMapToInt(i -> Arrays.stream(drafts.get(i).nodes()))
                .distinct()
                .sorted()
                .toArray();
    }
}
