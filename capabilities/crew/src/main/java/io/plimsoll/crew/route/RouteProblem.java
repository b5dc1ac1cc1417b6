/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route;

import java.util.List;
import java.util.Set;

/**
 * Technicians who set out from home, serve requests and come home, each served once by one who has the skill (TRSP; Pillac, Gueret and
 * Medaglia 2013). Who lacks a tool or has no more of a part calls once at the depot before; from there on every tool and part is at
 * hand. Distances are Euclidean, speed is 1, nothing is rounded. The duration of a route is travel, service and waiting, with the best
 * time to set out; the plan's duration is the sum.
 *
 * @param depot opening hours and place; its other fields are empty
 * @param parts kinds of parts, numbered from 0
 */
public record RouteProblem(String name, Stop depot, List<Technician> technicians, List<Request> requests, int parts) {

    /**
     * A place with the time in which service may begin there (at home: leaving and coming back).
     *
     * @param id as in the file
     * @param serviceTime how long it takes once begun
     */
    public record Stop(int id, double x, double y, double opens, double closes, double serviceTime) {

        /** Travel time to another place. */
        public double to(Stop other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }

    /**
     * @param carried units of each kind of part at the start of the day
     */
    public record Technician(Stop home, Set<Integer> skills, Set<Integer> tools, List<Integer> carried) {}

    /**
     * @param skills what the technician must have, all of it
     * @param uses units of each kind of part
     */
    public record Request(Stop place, Set<Integer> skills, Set<Integer> tools, List<Integer> uses) {}

    public RouteProblem {
        technicians = List.copyOf(technicians);
        requests = List.copyOf(requests);
    }
}
