/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.read.FaultTrace;
import io.plimsoll.model.UnitState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The published fault trace as outages of nodes, and as the ledger that statements are made from. Days count from its start. */
final class CoverageTrace {

    static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    static final int NODES = 400;
    static final int DAYS = 349;

    private static final double DAY = 86_400;
    private static final int GPUS = 8;
    private static final int NODES_PER_RACK = 18;

    final Log log;
    final List<Outage> outages;

    /** @param until the end of the trace for one that did not end in it */
    record Outage(double from, double until) {}

    private CoverageTrace(Log log, List<Outage> outages) {
        this.log = log;
        this.outages = List.copyOf(outages);
    }

    static CoverageTrace read(Path file) throws IOException {
        Log.Builder builder = new Log.Builder(file.getFileName().toString());
        Map<String, Double> since = new HashMap<>();
        List<Outage> outages = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            FaultTrace.read(
                    in, file.toString(), new FaultTrace.Frame(START, NODES, GPUS, NODES_PER_RACK), 1, (e, h) -> {
                        builder.add(e);
                        double day = day(e);
                        if (e.to().filter(s -> s == UnitState.SUSPECT).isPresent()) {
                            since.put(e.unit(), day);
                        } else if (since.containsKey(e.unit())) {
                            outages.add(new Outage(since.remove(e.unit()), day));
                        }
                    });
        }
        since.values().forEach(from -> outages.add(new Outage(from, DAYS)));
        return new CoverageTrace(builder.build(), outages);
    }

    private static double day(Entry e) {
        return (e.at() - START.getEpochSecond()) / DAY;
    }

    /** Nodes down on average over a span of days. */
    double down(double from, double until) {
        return outages.stream()
                        .mapToDouble(o -> Math.max(0, Math.min(until, o.until()) - Math.max(from, o.from())))
                        .sum()
                / (until - from);
    }

    /** The share of a span in which at most so many nodes were down. */
    double shareWithAtMost(int down, double from, double until) {
        List<double[]> changes = new ArrayList<>();
        for (Outage o : outages) {
            if (o.until() > from && o.from() < until) {
                changes.add(new double[] {Math.max(from, o.from()), 1});
                changes.add(new double[] {Math.min(until, o.until()), -1});
            }
        }
        changes.sort((a, b) -> Double.compare(a[0], b[0]));
        double met = 0;
        double last = from;
        int now = 0;
        for (double[] change : changes) {
            met += now <= down ? change[0] - last : 0;
            last = change[0];
            now += (int) change[1];
        }
        return (met + (now <= down ? until - last : 0)) / (until - from);
    }
}
