/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route;

import java.util.List;

/**
 * Who serves what in which order.
 *
 * @param duration the sum of the routes' durations
 * @param feasible every request is served
 * @param routes of technicians who set out at all
 * @param unserved requests that nobody could be found for
 * @param iterations how many times the search has taken out and put back
 */
public record RoutePlan(
        double duration, boolean feasible, List<Route> routes, List<Integer> unserved, long iterations) {

    /**
     * @param technician the id of the home
     * @param stops ids of the requests in order; the call at the depot is not among them
     * @param depotBefore how many requests are served before the call at the depot; -1 for none
     * @param departs when to leave home so that the route takes its duration
     */
    public record Route(int technician, List<Integer> stops, int depotBefore, double departs, double duration) {}

    public RoutePlan {
        routes = List.copyOf(routes);
        unserved = List.copyOf(unserved);
    }
}
