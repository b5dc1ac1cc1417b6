/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route.search;

import io.plimsoll.crew.route.RoutePlan;
import io.plimsoll.crew.route.RouteProblem;
import io.plimsoll.crew.route.RouteProblem.Request;
import io.plimsoll.crew.route.RouteProblem.Technician;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who else could serve a request of a plan, what that would add, and which rule is in the way of those who cannot. */
public final class RouteAdvice {

    private RouteAdvice() {}

    /**
     * One technician.
     *
     * @param possible whether the request fits in, all else of the plan as it is
     * @param added to the plan's duration against the plan as it is; 0 for who has it now
     * @param position how many stops would come before
     * @param why what has to be fetched at the depot, or which rule is in the way
     */
    public record Option(int technician, boolean possible, double added, int position, List<String> why) {}

    /**
     * @param technician who has it in the plan; empty if nobody
     * @param saved what the plan's duration loses without the request
     * @param options the cheapest first, then those who cannot
     */
    public record Advice(int request, Optional<Integer> technician, double saved, List<Option> options) {}

    /**
     * @param plan of the same problem; ids that are unknown are passed over
     * @param request an id of the problem
     */
    public static Advice of(RouteProblem problem, RoutePlan plan, int request) {
        Ground ground = new Ground(problem);
        Map<Integer, Integer> index = new HashMap<>();
        for (int r = 0; r < ground.requests; r++) {
            index.put(problem.requests().get(r).place().id(), r);
        }
        Integer r = index.get(request);
        if (r == null) {
            throw new IllegalArgumentException("no request " + request);
        }
        Map<Integer, List<Integer>> stops = new HashMap<>();
        plan.routes().forEach(route -> stops.put(route.technician(), route.stops()));
        Optional<Integer> holder = plan.routes().stream()
                .filter(route -> route.stops().contains(request))
                .map(RoutePlan.Route::technician)
                .findFirst();
        double saved = 0;
        List<Tour> tours = new ArrayList<>();
        for (int t = 0; t < ground.technicians; t++) {
            int id = problem.technicians().get(t).home().id();
            List<Integer> mine = stops.getOrDefault(id, List.of());
            Tour without = tour(ground, t, mine, request, index);
            if (mine.contains(request)) {
                saved = tour(ground, t, mine, Integer.MIN_VALUE, index).cost - without.cost;
            }
            tours.add(without);
        }
        List<Option> options = new ArrayList<>();
        for (int t = 0; t < ground.technicians; t++) {
            options.add(option(problem, ground, tours.get(t), t, r, saved));
        }
        options.sort(Comparator.comparing((Option o) -> !o.possible())
                .thenComparingDouble(Option::added)
                .thenComparingInt(Option::technician));
        return new Advice(request, holder, saved, options);
    }

    private static Tour tour(Ground ground, int t, List<Integer> stops, int except, Map<Integer, Integer> index) {
        Tour tour = new Tour(ground, t);
        for (int id : stops) {
            Integer r = index.get(id);
            if (r != null && id != except) {
                tour.insert(r, tour.length);
            }
        }
        tour.rebuild();
        return tour;
    }

    private record Place(double added, int at) {}

    /** The best place with the best call at the depot; the search's own answer is quicker and at times misses the best call. */
    private static Place least(Tour tour, int r) {
        double before = tour.cost;
        Place best = new Place(Tour.NEVER, 0);
        for (int at = 0; at <= tour.length; at++) {
            tour.insert(r, at);
            tour.rebuild();
            double cost = tour.cost;
            tour.removeAt(at, 1);
            if (cost < Tour.NEVER && cost - before < best.added()) {
                best = new Place(cost - before, at);
            }
        }
        tour.rebuild();
        return best;
    }

    private static Option option(RouteProblem problem, Ground ground, Tour tour, int t, int r, double saved) {
        Technician technician = problem.technicians().get(t);
        Request request = problem.requests().get(r);
        List<String> why = new ArrayList<>();
        Set<Integer> skills = new TreeSet<>(request.skills());
        skills.removeAll(technician.skills());
        if (!skills.isEmpty()) {
            why.add("lacks skill " + skills);
            return new Option(technician.home().id(), false, 0, 0, why);
        }
        Set<Integer> tools = new TreeSet<>(request.tools());
        tools.removeAll(technician.tools());
        double alone = least(new Tour(ground, t), r).added();
        Place best = least(tour, r);
        double added = best.added();
        if (alone >= Tour.NEVER) {
            why.add("cannot be there within the window " + request.place().opens() + " to "
                    + request.place().closes() + " and home by "
                    + technician.home().closes()
                    + (tools.isEmpty() ? "" : ", with tool " + tools + " fetched at the depot"));
            return new Option(technician.home().id(), false, 0, 0, why);
        }
        if (added >= Tour.NEVER) {
            why.add("no place in the route keeps the windows of its " + tour.length + " stops");
            return new Option(technician.home().id(), false, 0, 0, why);
        }
        int position = best.at();
        if (!tools.isEmpty()) {
            why.add("fetches tool " + tools + " at the depot");
        }
        tour.insert(r, position);
        boolean before = tour.lack < tour.length - 1;
        tour.rebuild();
        if (tools.isEmpty() && !before && tour.lack < tour.length) {
            why.add("fetches parts at the depot");
        }
        return new Option(technician.home().id(), true, added - saved, position, why);
    }
}
