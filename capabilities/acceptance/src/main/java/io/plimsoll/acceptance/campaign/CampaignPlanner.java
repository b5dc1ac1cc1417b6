/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.price.DefectModel;
import io.plimsoll.acceptance.price.DefectModels;
import io.plimsoll.acceptance.price.DefectOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes a campaign's plan: what runs where and when, within the request's limits. The same request gives the same plan. */
public final class CampaignPlanner {

    private CampaignPlanner() {}

    /**
     * Plans every test of every node. Under a deadline that is too early, optional tests are left out and told with what that
     * lets through; required tests stay in the plan, and those that end too late are told.
     *
     * @throws io.plimsoll.model.BadInputException if the request is wrong, or a node could never be tested within the limits
     */
    public static CampaignPlan plan(CampaignRequest request) {
        return plan(request, DefectModels.shipped());
    }

    /** As {@link #plan(CampaignRequest)}, by another model of what tests find. */
    public static CampaignPlan plan(CampaignRequest request, DefectModel model) {
        PowerCheck power = PowerCheck.of(request);
        Fitting fitting = new Fitting(request, power, model);
        Drafts.Laid laid = Drafts.of(request, power, Set.of());
        Timetable times = Timetable.of(request, laid.drafts());
        List<NotFitting> notFitting = new ArrayList<>();
        if (request.deadline().isPresent()) {
            Duration available =
                    Duration.between(request.start(), request.deadline().get());
            if (Duration.ofSeconds(times.end()).compareTo(available) > 0) {
                Set<String> leftOut = fitting.leftOut(available);
                laid = Drafts.of(request, power, leftOut);
                times = Timetable.of(request, laid.drafts());
                notFitting.addAll(fitting.told(leftOut));
            }
        }
        notFitting.addAll(laid.notFitting());
        notFitting.addAll(late(request, laid.drafts(), times, fitting));
        return CampaignPlan.of(
                request,
                tasks(request, laid.drafts(), times),
                notFitting,
                request.start().plusSeconds(times.end()),
                times.peakWatts());
    }

    /** The tests of a request by what they find a minute under its limits. */
    public static List<DefectOrder.Ranked> ranked(CampaignRequest request, DefectModel model) {
        return DefectOrder.of(request.plan(), Fitting.takes(request, PowerCheck.of(request)), model);
    }

    private static List<Task> tasks(CampaignRequest request, List<Draft> drafts, Timetable times) {
        List<String> names = request.nodes().stream().map(CampaignNode::name).toList();
        return IntStream.range(0, drafts.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(times::start).thenComparingInt(i -> i))
                .map(i -> task(request, drafts, names, i, times.start(i)))
                .toList();
    }

    private static Task task(CampaignRequest request, List<Draft> drafts, List<String> names, int i, long start) {
        Draft draft = drafts.get(i);
        return new Task(
                draft.id(),
                draft.test().id(),
                draft.test().scope(),
                Arrays.stream(draft.nodes()).mapToObj(names::get).toList(),
                Arrays.stream(draft.after()).mapToObj(a -> drafts.get(a).id()).toList(),
                draft.watts(),
                Duration.ofSeconds(draft.seconds()),
                request.start().plusSeconds(start));
    }

    /** What ends after the deadline all the same: it stays in the plan, and the plan says so. */
    private static List<NotFitting> late(
            CampaignRequest request, List<Draft> drafts, Timetable times, Fitting fitting) {
        if (request.deadline().isEmpty()) {
            return List.of();
        }
        Instant deadline = request.deadline().get();
        Map<String, List<Integer>> late = new LinkedHashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (end(request, drafts, times, i).isAfter(deadline)) {
                late.computeIfAbsent(drafts.get(i).test().id(), k -> new ArrayList<>())
                        .add(i);
            }
        }
        return late.values().stream()
                .map(list -> late(request, drafts, times, list, fitting))
                .toList();
    }

    private static NotFitting late(
            CampaignRequest request, List<Draft> drafts, Timetable times, List<Integer> list, Fitting fitting) {
        Draft first = drafts.get(list.getFirst());
        int[] nodes = Fitting.nodes(drafts, list);
        Instant last = list.stream()
                .map(i -> end(request, drafts, times, i))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration late = Duration.between(request.deadline().orElseThrow(), last);
        return new NotFitting(
                first.test().id(),
                first.test().title(),
                Arrays.stream(nodes)
                        .anyMatch(n ->
                                Drafts.requiredOn(first.test(), request.nodes().get(n))),
                true,
                Arrays.stream(nodes)
                        .mapToObj(n -> request.nodes().get(n).name())
                        .toList(),
                "does not fit by " + Fitting.hours(late),
                late,
                fitting.badNodes(first.test().id(), Fitting.tests(drafts), nodes.length));
    }

    private static Instant end(CampaignRequest request, List<Draft> drafts, Timetable times, int i) {
        return request.start().plusSeconds(times.start(i) + drafts.get(i).seconds());
    }
}
