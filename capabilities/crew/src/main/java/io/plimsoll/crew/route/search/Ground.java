/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route.search;

import io.plimsoll.crew.route.RouteProblem;
import io.plimsoll.crew.route.RouteProblem.Request;
import io.plimsoll.crew.route.RouteProblem.Stop;
import io.plimsoll.crew.route.RouteProblem.Technician;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A routing problem as plain arrays. Nodes: requests first, then the homes, then the depot. Parts share one word, a field a kind. */
final class Ground {

    final int requests;
    final int technicians;
    final int nodes;
    final int depot;
    /** Travel time from a to b at {@code a * nodes + b}. */
    final double[] travel;

    final double[] opens;
    final double[] closes;
    final double[] service;
    /** Parts that a request uses, packed. */
    final long[] uses;
    /** Parts that a technician carries, packed. */
    final long[] carried;
    /** The top bit of each field: set after a subtraction if that kind did not suffice. */
    final long signs;
    /** Whether the technician has to call at the depot for a tool, at {@code technician * requests + request}. */
    final boolean[] lacksTool;
    /** Technicians with the skills and, alone, the time for a request. */
    final int[][] able;
    /** Other requests, the nearest first. */
    final int[][] near;
    /** Unserved requests weigh so much: more than any detour. */
    final double missing;

    final double longest;

    Ground(RouteProblem problem) {
        requests = problem.requests().size();
        technicians = problem.technicians().size();
        nodes = requests + technicians + 1;
        depot = nodes - 1;
        List<Stop> stops = new ArrayList<>();
        problem.requests().forEach(r -> stops.add(r.place()));
        problem.technicians().forEach(t -> stops.add(t.home()));
        stops.add(problem.depot());
        travel = new double[nodes * nodes];
        opens = new double[nodes];
        closes = new double[nodes];
        service = new double[nodes];
        double far = 0;
        for (int a = 0; a < nodes; a++) {
            opens[a] = stops.get(a).opens();
            closes[a] = stops.get(a).closes();
            service[a] = stops.get(a).serviceTime();
            for (int b = 0; b < nodes; b++) {
                travel[a * nodes + b] = stops.get(a).to(stops.get(b));
                far = Math.max(far, travel[a * nodes + b]);
            }
        }
        longest = far;
        missing = 20 * far
                + 10 * Arrays.stream(service).max().orElse(0)
                + 2 * Arrays.stream(closes).max().orElse(0);
        int bits = bits(problem);
        long top = 0;
        for (int p = 0; p < problem.parts(); p++) {
            top |= 1L << (bits * p + bits - 1);
        }
        signs = top;
        uses = new long[requests];
        carried = new long[technicians];
        lacksTool = new boolean[technicians * requests];
        for (int r = 0; r < requests; r++) {
            uses[r] = pack(problem.requests().get(r).uses(), bits);
        }
        for (int t = 0; t < technicians; t++) {
            carried[t] = pack(problem.technicians().get(t).carried(), bits);
            for (int r = 0; r < requests; r++) {
                lacksTool[t * requests + r] = !problem.technicians()
                        .get(t)
                        .tools()
                        .containsAll(problem.requests().get(r).tools());
            }
        }
        able = able(problem);
        near = near();
    }

    private int[][] able(RouteProblem problem) {
        int[][] out = new int[requests][];
        for (int r = 0; r < requests; r++) {
            Request request = problem.requests().get(r);
            out[r] = IntStream.range(0, technicians)
                    .filter(t -> {
                        Technician one = problem.technicians().get(t);
                        return one.skills().containsAll(request.skills());
                    })
                    .toArray();
        }
        return out;
    }

    private int[][] near() {
        int[][] out = new int[requests][];
        for (int r = 0; r < requests; r++) {
            int from = r;
            out[r] = IntStream.range(0, requests)
                    .boxed()
                    .sorted(Comparator.comparingDouble(o -> o == from ? -1 : travel[from * nodes + o]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return out;
    }

    /** So wide that what all requests together use fits under the top bit. */
    private static int bits(RouteProblem problem) {
        long most = 1;
        for (int p = 0; p < problem.parts(); p++) {
            int kind = p;
            most = Math.max(
                    most,
                    problem.requests().stream()
                            .mapToLong(r -> r.uses().get(kind))
                            .sum());
        }
        int bits = 65 - Long.numberOfLeadingZeros(most);
        if (bits * problem.parts() > 64) {
            throw new BadInputException(new InputProblem(
                    problem.name(),
                    0,
                    problem.parts() + " kinds of parts, up to " + most + " units",
                    "kinds of parts times bits of the largest total use of at most 64"));
        }
        return bits;
    }

    /** What is beyond any use is cut off. */
    private static long pack(List<Integer> units, int bits) {
        long out = 0;
        for (int p = 0; p < units.size(); p++) {
            out |= Math.min(units.get(p), (1L << (bits - 1)) - 1) << (bits * p);
        }
        return out;
    }

    boolean enough(int technician, long used) {
        return ((carried[technician] - used) & signs) == 0;
    }
}
