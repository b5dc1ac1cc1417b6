/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.rules.Detector;
import io.plimsoll.health.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of a request is kept: at most so many signals a node and minute, no samples that no rule looks at, and nothing that only
 * the server itself may say. The rest is counted and told. Not for use by two threads at a time.
 */
final class NodeBounds {

    private static final int NODES_MAX = 200_000;
    private static final Set<String> OURS = Set.of("remedy", "test", "approval");

    private final Map<String, int[]> sent = new HashMap<>();
    private final Map<String, Long> flooding = new TreeMap<>();
    private long minute;
    private long overBound;
    private long notTheirs;

    /**
     * @param unneeded samples that no rule looks at; one a node is kept as its sign of life
     * @param refused for a bound, or because they speak of remedies, tests or approvals
     */
    record Kept(List<Signal> signals, int unneeded, int refused) {}

    Kept keep(List<Signal> heard, RuleSet rules, long nowMinute) {
        if (nowMinute != minute) {
            minute = nowMinute;
            sent.clear();
        }
        Set<String> metrics = new HashSet<>();
        for (Detector d : rules.detectors()) {
            if (!d.metric().isEmpty()) {
                metrics.add(d.metric());
            }
            if (d.kind().equals("metric")) {
                metrics.addAll(d.codes());
            }
        }
        List<Signal> kept = new ArrayList<>();
        Set<String> alive = new HashSet<>();
        int unneeded = 0;
        int over = 0;
        int forged = 0;
        for (Signal s : heard) {
            boolean sample = s.kind().equals("metric") && s.severity() == Severity.INFO && !metrics.contains(s.code());
            if (sample && !alive.add(s.node())) {
                unneeded++;
            } else if (OURS.contains(s.kind())) {
                forged++;
            } else if (within(s, rules.nodeSignalsPerMinute())) {
                kept.add(s);
            } else {
                over++;
                flooding.merge(s.node(), 1L, Long::sum);
            }
        }
        overBound += over;
        notTheirs += forged;
        return new Kept(kept, unneeded, over + forged);
    }

    private boolean within(Signal s, int most) {
        if (sent.size() >= NODES_MAX && !sent.containsKey(s.node())) {
            return false;
        }
        int[] count = sent.computeIfAbsent(s.node(), n -> new int[1]);
        count[0]++;
        return count[0] <= most;
    }

    /** What was refused since the start. */
    HealthSites.Refused refused() {
        return new HealthSites.Refused(overBound, notTheirs);
    }

    /** How many signals over its bound a node has sent, the worst first. */
    List<Map.Entry<String, Long>> flooding() {
        return flooding.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(20)
                .<Map.Entry<String, Long>>map(e -> Map.entry(e.getKey(), e.getValue()))
                .toList();
    }
}
