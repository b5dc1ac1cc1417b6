/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes a campaign's plan: what runs where and when, within the request's limits. The same request gives the same plan. */
public final class CampaignPlanner {

    private CampaignPlanner() {}

    /**
     * Plans every test of every node.
     *
     * @throws io.plimsoll.model.BadInputException if the request is wrong, or a node could never be tested within the limits
     */
    public static CampaignPlan plan(CampaignRequest request) {
        PowerCheck power = PowerCheck.of(request);
        Drafts.Laid laid = Drafts.of(request, power, Set.of());
        Timetable times = Timetable.of(request, laid.drafts());
        List<NotFitting> notFitting = new ArrayList<>(laid.notFitting());
        notFitting.addAll(late(request, laid.drafts(), times));
        return CampaignPlan.of(
                request,
                tasks(request, laid.drafts(), times),
                notFitting,
                request.start().plusSeconds(times.end()),
                times.peakWatts());
    }

    private static List<Task> tasks(CampaignRequest request, List<Draft> drafts, Timetable times) {
        List<String> names = request.nodes().stream().map(CampaignNode::name).toList();
        return IntStream.range(0, drafts.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> times.start(i)).thenComparingInt(i -> i))
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

    /** Required tests that end after the deadline: they stay in the plan, and the plan says so. */
    private static List<NotFitting> late(CampaignRequest request, List<Draft> drafts, Timetable times) {
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
                .map(list -> late(request, drafts, times, list, deadline))
                .toList();
    }

    private static NotFitting late(
            CampaignRequest request, List<Draft> drafts, Timetable times, List<Integer> list, Instant deadline) {
        Draft first = drafts.get(list.getFirst());
        int[] nodes = list.stream()
                .flatMapToInt(i -> Arrays.stream(drafts.get(i).nodes()))
                .distinct()
                .sorted()
                .toArray();
        Instant last = list.stream()
                .map(i -> end(request, drafts, times, i))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration late = Duration.between(deadline, last);
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
                "ends " + late + " after the deadline",
                late,
                OptionalDouble.empty());
    }

    private static Instant end(CampaignRequest request, List<Draft> drafts, Timetable times, int i) {
        return request.start().plusSeconds(times.start(i) + drafts.get(i).seconds());
    }
}
