/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two plans of one problem.
 *
 * @param durationChange of the later against the earlier; below 0 is shorter
 * @param moved requests that another technician serves, or that only one plan serves
 * @param reordered technicians with the same requests in another order
 * @param untouched how many requests stay with their technician
 */
public record PlanDiff(double durationChange, List<Move> moved, List<Integer> reordered, int untouched) {

    /** Empty where the request is left over. */
    public record Move(int request, Optional<Integer> from, Optional<Integer> to) {}

    public static PlanDiff of(RoutePlan earlier, RoutePlan later) {
        Map<Integer, Integer> before = holders(earlier);
        Map<Integer, Integer> after = holders(later);
        TreeSet<Integer> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        List<Move> moved = new ArrayList<>();
        for (int request : all) {
            Optional<Integer> from = Optional.ofNullable(before.get(request));
            Optional<Integer> to = Optional.ofNullable(after.get(request));
            if (!from.equals(to)) {
                moved.add(new Move(request, from, to));
            }
        }
        List<Integer> reordered = new ArrayList<>();
        for (RoutePlan.Route route : earlier.routes()) {
            later.routes().stream()
                    .filter(o -> o.technician() == route.technician()
                            && !o.stops().equals(route.stops())
                            && new TreeSet<>(o.stops()).equals(new TreeSet<>(route.stops())))
                    .forEach(o -> reordered.add(o.technician()));
        }
        return new PlanDiff(later.duration() - earlier.duration(), moved, reordered, all.size() - moved.size());
    }

    private static Map<Integer, Integer> holders(RoutePlan plan) {
        Map<Integer, Integer> out = new TreeMap<>();
        plan.routes().forEach(r -> r.stops().forEach(s -> out.put(s, r.technician())));
        return out;
    }
}
