/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route;

import io.plimsoll.crew.route.RoutePlan.Route;
import io.plimsoll.crew.route.RouteProblem.Request;
import io.plimsoll.crew.route.check.RouteCheck;
import java.util.ArrayList;
import java.util.List;

/** Tries every share-out of a few requests over a few technicians in every order, by what the checker says a route takes. */
final class EveryRoute {

    private final RouteProblem problem;
    private final double[][] least;

    private EveryRoute(RouteProblem problem) {
        this.problem = problem;
        int sets = 1 << problem.requests().size();
        least = new double[problem.technicians().size()][sets];
        for (int t = 0; t < least.length; t++) {
            for (int set = 1; set < sets; set++) {
                least[t][set] = Double.POSITIVE_INFINITY;
                orders(t, set, set, new ArrayList<>());
            }
        }
    }

    /** Fewest unserved first, then the least duration. */
    record Best(int unserved, double duration) {}

    static Best best(RouteProblem problem) {
        return new EveryRoute(problem).share(0, (1 << problem.requests().size()) - 1);
    }

    private Best share(int technician, int left) {
        if (technician == least.length) {
            return new Best(Integer.bitCount(left), 0);
        }
        Best best = share(technician + 1, left);
        for (int set = left; set > 0; set = (set - 1) & left) {
            double mine = least[technician][set];
            if (mine < Double.POSITIVE_INFINITY) {
                Best rest = share(technician + 1, left & ~set);
                Best all = new Best(rest.unserved(), rest.duration() + mine);
                if (all.unserved() < best.unserved()
                        || (all.unserved() == best.unserved() && all.duration() < best.duration())) {
                    best = all;
                }
            }
        }
        return best;
    }

    private void orders(int t, int set, int left, List<Integer> stops) {
        if (left == 0) {
            least[t][set] = Math.min(least[t][set], duration(t, stops));
            return;
        }
        for (int r = 0; r < problem.requests().size(); r++) {
            if ((left & (1 << r)) != 0) {
                stops.add(problem.requests().get(r).place().id());
                orders(t, set, left & ~(1 << r), stops);
                stops.removeLast();
            }
        }
    }

    /** The checker names the true duration of a route that claims a wrong one. */
    private double duration(int t, List<Integer> stops) {
        Route route = new Route(problem.technicians().get(t).home().id(), List.copyOf(stops), -1, 0, -1);
        List<Integer> others = new ArrayList<>();
        for (Request r : problem.requests()) {
            if (!stops.contains(r.place().id())) {
                others.add(r.place().id());
            }
        }
        List<String> faults =
                RouteCheck.faults(problem, new RoutePlan(-1, others.isEmpty(), List.of(route), others, 0));
        if (faults.stream().anyMatch(f -> f.contains("lacks") || f.contains("misses"))) {
            return Double.POSITIVE_INFINITY;
        }
        String told =
                faults.stream().filter(f -> f.contains(" takes ")).findFirst().orElseThrow();
        return Double.parseDouble(told.replaceFirst(".* takes ", "").replaceFirst(", not.*", ""));
    }
}
