/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.catalog.Catalog;
import io.plimsoll.health.rules.Detector;
import io.plimsoll.health.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds signals against the detectors. A detector's memory of a unit is one slot: times within its window, a sample's running
 * mean and variance, or since when a threshold is passed. Slots are found by the signal's kind and code, so the cost of a
 * signal does not grow with the rules that do not concern it, nor with history.
 */
final class Judge {

    private static final int TIMES_MAX = 64;
    private static final int WARM_UP = 30;
    private static final double ALPHA = 0.05;
    private static final Set<String> NOT_FAULTS = Set.of("boot", "remedy", "test", "approval");

    private final RuleSet rules;
    private final List<Detector> detectors;
    private final Map<String, int[]> index = new HashMap<>();
    private final int stamp;

    /** A running mean and variance, exponentially forgetting. */
    record Past(double mean, double variance, int count) {}

    /** Since when something lasts. */
    record Since(long at, boolean told) {}

    /** What a signal gave. */
    record Finding(Detector detector, boolean fault, long waitMillis, String reason) {}

    Judge(RuleSet rules) {
        this.rules = rules;
        this.detectors = rules.detectors();
        this.stamp = rules.fingerprint();
    }

    int stamp() {
        return stamp;
    }

    int slots() {
        return detectors.size();
    }

    Detector detector(int slot) {
        return detectors.get(slot);
    }

    /** The slots that concern this kind and code, suppressing ones first. */
    private int[] concerned(Signal s) {
        String key = s.kind() + '\u0000' + s.code();
        int[] found = index.get(key);
        if (found == null) {
            List<Integer> slots = new ArrayList<>();
            for (int i = 0; i < detectors.size(); i++) {
                if (looksAt(detectors.get(i), s)) {
                    slots.add(i);
                }
            }
            slots.sort((a, b) -> Boolean.compare(
                    detectors.get(b).type() == Detector.Type.SYMPATHY,
                    detectors.get(a).type() == Detector.Type.SYMPATHY));
            found = slots.stream().mapToInt(i -> i).toArray();
            if (index.size() < 100_000) {
                index.put(key, found);
            }
        }
        return found;
    }

    private static boolean looksAt(Detector d, Signal s) {
        return switch (d.type()) {
            case MISSING, LEMON -> false;
            case THRESHOLD, DRIFT -> s.kind().equals("metric") && d.metric().equals(s.code());
            case CANCEL, FLAP, SYMPATHY ->
                d.kind().equals(s.kind())
                        && (d.codes().contains(s.code()) || d.others().contains(s.code()));
            case MATCH, RATE ->
                (d.kind().isEmpty() || d.kind().equals(s.kind()))
                        && (d.codes().isEmpty() || d.codes().contains(s.code()));
        };
    }

    /** Judges one signal; {@code memory} is the unit's, and is written. */
    List<Finding> judge(Signal s, long at, Object[] memory) {
        if (NOT_FAULTS.contains(s.kind())) {
            return List.of();
        }
        List<Finding> findings = List.of();
        boolean suppressed = false;
        for (int slot : concerned(s)) {
            Detector d = detectors.get(slot);
            if (suppressed && d.type() == Detector.Type.MATCH) {
                continue;
            }
            Finding finding = one(d, s, at, slot, memory);
            if (finding != null) {
                suppressed |= d.type() == Detector.Type.SYMPATHY;
                if (findings.isEmpty()) {
                    findings = new ArrayList<>(2);
                }
                findings.add(finding);
            }
        }
        return findings;
    }

    private @org.jspecify.annotations.Nullable Finding one(Detector d, Signal s, long at, int slot, Object[] memory) {
        return switch (d.type()) {
            case MATCH -> match(d, s);
            case RATE -> rate(d, s, at, slot, memory);
            case FLAP -> flap(d, s, at, slot, memory);
            case CANCEL -> cancel(d, s, at, slot, memory);
            case SYMPATHY -> sympathy(d, s, at, slot, memory);
            case THRESHOLD -> threshold(d, s, at, slot, memory);
            case DRIFT -> drift(d, s, slot, memory);
            case MISSING, LEMON -> null;
        };
    }

    private static @org.jspecify.annotations.Nullable Finding match(Detector d, Signal s) {
        boolean fatal = s.severity() == Severity.FATAL;
        boolean named = !d.codes().isEmpty();
        return fatal || (named && s.severity() != Severity.INFO) ? new Finding(d, true, 0, d.because()) : null;
    }

    private static @org.jspecify.annotations.Nullable Finding rate(
            Detector d, Signal s, long at, int slot, Object[] memory) {
        if (s.severity() == Severity.INFO) {
            return null;
        }
        Longs times = memory[slot] instanceof Longs before ? before : Longs.NONE;
        times = times.within(at, at - d.windowMillis(), Math.min(TIMES_MAX, Math.max(1, d.count())));
        boolean enough = times.size() >= d.count();
        memory[slot] = enough ? Longs.NONE : times;
        return enough ? new Finding(d, true, 0, d.count() + " within the window: " + d.because()) : null;
    }

    /** Down for at least the hold, then back, so many times within the window. */
    private static @org.jspecify.annotations.Nullable Finding flap(
            Detector d, Signal s, long at, int slot, Object[] memory) {
        Longs times = memory[slot] instanceof Longs before ? before : Longs.of(0);
        if (d.codes().contains(s.code())) {
            memory[slot] = times.get(0) == 0 ? replaceFirst(times, at) : times;
            return null;
        }
        long down = times.get(0);
        if (down == 0) {
            return null;
        }
        Longs flaps = Longs.NONE;
        for (int i = 1; i < times.size(); i++) {
            flaps = times.get(i) >= at - d.windowMillis() ? flaps.then(times.get(i), TIMES_MAX) : flaps;
        }
        if (at - down >= d.holdMillis()) {
            flaps = flaps.then(at, TIMES_MAX);
        }
        boolean enough = flaps.size() >= d.count();
        Longs kept = Longs.of(0);
        for (int i = 0; !enough && i < flaps.size(); i++) {
            kept = kept.then(flaps.get(i), TIMES_MAX + 1);
        }
        memory[slot] = kept;
        return enough ? new Finding(d, true, 0, d.count() + " flaps within the window: " + d.because()) : null;
    }

    private static Longs replaceFirst(Longs times, long first) {
        Longs all = Longs.of(first);
        for (int i = 1; i < times.size(); i++) {
            all = all.then(times.get(i), TIMES_MAX + 1);
        }
        return all;
    }

    private static @org.jspecify.annotations.Nullable Finding cancel(
            Detector d, Signal s, long at, int slot, Object[] memory) {
        if (d.others().contains(s.code())) {
            boolean pending = memory[slot] instanceof Since;
            memory[slot] = "";
            return pending ? new Finding(d, false, 0, s.code() + " cancels it") : null;
        }
        memory[slot] = new Since(at, false);
        return new Finding(d, false, d.holdMillis(), "waits whether " + d.others() + " cancels it");
    }

    private static @org.jspecify.annotations.Nullable Finding sympathy(
            Detector d, Signal s, long at, int slot, Object[] memory) {
        if (d.others().contains(s.code())) {
            memory[slot] = new Since(at, false);
            return null;
        }
        boolean echo = memory[slot] instanceof Since since && Math.abs(at - since.at()) <= d.windowMillis();
        return echo ? new Finding(d, false, 0, s.code() + " follows " + d.others() + ": " + d.because()) : null;
    }

    private static @org.jspecify.annotations.Nullable Finding threshold(
            Detector d, Signal s, long at, int slot, Object[] memory) {
        double value = value(s);
        Since since = memory[slot] instanceof Since before ? before : null;
        boolean beyond = d.above() ? value >= d.value() : value <= d.value();
        boolean clear = d.above() ? value <= d.clear() : value >= d.clear();
        if (Double.isNaN(value) || (!beyond && !clear)) {
            return null;
        }
        if (clear && !beyond) {
            memory[slot] = "";
            return null;
        }
        if (since == null) {
            memory[slot] = new Since(at, d.holdMillis() == 0);
            return d.holdMillis() == 0
                    ? new Finding(d, true, 0, s.code() + " at " + value)
                    : new Finding(d, false, d.holdMillis(), "waits for the hold");
        }
        if (!since.told() && at - since.at() >= d.holdMillis()) {
            memory[slot] = new Since(since.at(), true);
            return new Finding(d, true, 0, s.code() + " at " + value + " for the hold");
        }
        return null;
    }

    private static @org.jspecify.annotations.Nullable Finding drift(Detector d, Signal s, int slot, Object[] memory) {
        double value = value(s);
        if (!Double.isFinite(value)) {
            return null;
        }
        Past past = memory[slot] instanceof Past before ? before : new Past(value, 0, 0);
        double off = value - past.mean;
        double deviation = Math.sqrt(past.variance);
        boolean far = past.count >= WARM_UP && deviation > 0 && Math.abs(off) > d.value() * deviation;
        double weight = past.count < WARM_UP ? 1.0 / (past.count + 1) : ALPHA;
        memory[slot] = far
                ? past
                : new Past(
                        past.mean + weight * off,
                        (1 - weight) * (past.variance + weight * off * off),
                        Math.min(past.count + 1, 1 << 20));
        return far
                ? new Finding(
                        d, true, 0, s.code() + " at " + value + ", its own past is " + past.mean + " ± " + deviation)
                : null;
    }

    private static double value(Signal s) {
        try {
            return Double.parseDouble(s.attribute("value"));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** When a wait is over: whether the memory still holds what was waited for since then. */
    boolean stillHolds(int slot, long since, Object[] memory) {
        return memory[slot] instanceof Since now && now.at() == since && !now.told();
    }

    void tell(int slot, long since, Object[] memory) {
        memory[slot] = detectors.get(slot).type() == Detector.Type.CANCEL ? "" : new Since(since, true);
    }

    /** What the detector, the driver or the catalogue asks for, in this order. */
    static String action(Detector d, Signal s) {
        if (!d.action().isEmpty()) {
            return d.action();
        }
        if (!s.kind().equals("xid")
                || !s.code().chars().allMatch(Character::isDigit)
                || s.code().length() > 6) {
            return s.action();
        }
        String ours = Catalog.XID
                .entry(Integer.parseInt(s.code()))
                .map(Catalog.Entry::ours)
                .orElse("");
        boolean words = ours.isEmpty() || ours.equals("DECODED") || ours.equals("NAMED") || ours.equals("FOLLOW");
        return words ? s.action() : ours;
    }

    RuleSet rules() {
        return rules;
    }
}
