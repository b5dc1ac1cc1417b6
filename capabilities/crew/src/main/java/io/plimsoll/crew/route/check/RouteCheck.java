/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route.check;

import io.plimsoll.crew.route.RoutePlan;
import io.plimsoll.crew.route.RouteProblem;
import io.plimsoll.crew.route.RouteProblem.Request;
import io.plimsoll.crew.route.RouteProblem.Stop;
import io.plimsoll.crew.route.RouteProblem.Technician;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Walks every route of a plan minute by minute as a technician would, and finds its duration from nothing but the order of the stops:
 * for each place where the call at the depot is possible, leave as late as the first arrival home allows. Shares nothing with the
 * search.
 */
public final class RouteCheck {

    /** Times and durations may differ by so much. */
    public static final double TOLERANCE = 1e-6;

    private final RouteProblem problem;
    private final Map<Integer, Technician> technicians = new HashMap<>();
    private final Map<Integer, Request> requests = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private RouteCheck(RouteProblem problem) {
        this.problem = problem;
        problem.technicians().forEach(t -> technicians.put(t.home().id(), t));
        problem.requests().forEach(r -> requests.put(r.place().id(), r));
    }

    /** One sentence a fault; empty if the plan holds and its durations are true. */
    public static List<String> faults(RouteProblem problem, RoutePlan plan) {
        RouteCheck check = new RouteCheck(problem);
        check.all(plan);
        return check.faults;
    }

    private void all(RoutePlan plan) {
        Set<Integer> served = new HashSet<>();
        Set<Integer> out = new HashSet<>();
        double sum = 0;
        for (RoutePlan.Route route : plan.routes()) {
            if (!technicians.containsKey(route.technician()) || !out.add(route.technician())) {
                faults.add("technician " + route.technician() + " is unknown or stands twice");
                continue;
            }
            for (int stop : route.stops()) {
                if (!requests.containsKey(stop) || !served.add(stop)) {
                    faults.add("request " + stop + " is unknown or served twice");
                    return;
                }
            }
            double duration = duration(technicians.get(route.technician()), route.stops());
            sum += duration;
            if (!(Math.abs(duration - route.duration()) <= TOLERANCE)) {
                faults.add("the route of " + route.technician() + " takes " + duration + ", not " + route.duration());
            }
        }
        for (int missing : plan.unserved()) {
            if (!served.add(missing)) {
                faults.add("request " + missing + " is served and unserved");
            }
        }
        if (served.size() != requests.size()
                || plan.feasible() != plan.unserved().isEmpty()) {
            faults.add(served.size() + " of " + requests.size() + " requests are told of");
        }
        if (!(Math.abs(sum - plan.duration())
                <= TOLERANCE * Math.max(1, plan.routes().size()))) {
            faults.add("the routes take " + sum + ", not " + plan.duration());
        }
    }

    /** The least duration of serving these stops in this order; infinite, with a fault, if they cannot be. */
    private double duration(Technician technician, List<Integer> stops) {
        int most = untilSomethingLacks(technician, stops);
        double best = Double.POSITIVE_INFINITY;
        if (most == stops.size()) {
            best = least(technician, places(stops, -1));
        } else {
            for (int at = 0; at <= most; at++) {
                best = Math.min(best, least(technician, places(stops, at)));
            }
        }
        if (best == Double.POSITIVE_INFINITY) {
            faults.add("the route of " + technician.home().id() + " misses a time window: " + stops);
        }
        return best;
    }

    private Request request(int id) {
        return Objects.requireNonNull(requests.get(id));
    }

    /** How many stops can be served before something has to be fetched. */
    private int untilSomethingLacks(Technician technician, List<Integer> stops) {
        List<Integer> stock = new ArrayList<>(technician.carried());
        int until = stops.size();
        for (int i = 0; i < stops.size(); i++) {
            Request request = request(stops.get(i));
            if (!technician.skills().containsAll(request.skills())) {
                faults.add("technician " + technician.home().id() + " lacks the skill for " + stops.get(i));
            }
            boolean lacks = !technician.tools().containsAll(request.tools());
            for (int p = 0; p < problem.parts(); p++) {
                stock.set(p, stock.get(p) - request.uses().get(p));
                lacks |= stock.get(p) < 0;
            }
            if (lacks) {
                until = Math.min(until, i);
            }
        }
        return until;
    }

    private List<Stop> places(List<Integer> stops, int depotBefore) {
        List<Stop> out = new ArrayList<>();
        for (int i = 0; i < stops.size(); i++) {
            if (i == depotBefore) {
                out.add(problem.depot());
            }
            out.add(request(stops.get(i)).place());
        }
        return out;
    }

    /** The earliest possible arrival home is fixed by leaving at once; then one leaves as late as keeps it. */
    private static double least(Technician technician, List<Stop> places) {
        double home = arrival(technician, places, technician.home().opens());
        if (home == Double.POSITIVE_INFINITY) {
            return home;
        }
        double early = technician.home().opens();
        double late = technician.home().closes();
        for (int k = 0; k < 200 && late - early > 1e-12 * Math.max(1, late); k++) {
            double middle = (early + late) / 2;
            if (arrival(technician, places, middle) <= home + 1e-10) {
                early = middle;
            } else {
                late = middle;
            }
        }
        return home - early;
    }

    private static double arrival(Technician technician, List<Stop> places, double departs) {
        double time = departs;
        Stop at = technician.home();
        for (Stop next : places) {
            time = Math.max(time + at.to(next), next.opens());
            if (time > next.closes() + TOLERANCE / 10) {
                return Double.POSITIVE_INFINITY;
            }
            time += next.serviceTime();
            at = next;
        }
        time += at.to(technician.home());
        return time > technician.home().closes() + TOLERANCE / 10 ? Double.POSITIVE_INFINITY : time;
    }
}
