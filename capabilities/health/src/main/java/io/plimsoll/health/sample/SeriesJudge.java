/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.sample;

import io.plimsoll.health.rules.Detector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges samples at full rate: a bounded table of series, and for each series that a threshold concerns, since when it is
 * beyond it. A sample of a series that no rule concerns costs a look-up; none makes an object. Series past the bound are
 * refused and counted, so a sender with a new label set each second cannot take the memory.
 */
public final class SeriesJudge implements SampleSink {

    private static final long NEVER = Long.MIN_VALUE;

    private final Map<String, List<Detector>> rules = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final int most;
    private long[] keys = new long[1 << 12];
    private long[] checks = new long[1 << 12];
    private int[] handles = new int[1 << 12];
    private int size;
    private Detector[] detector = new Detector[1 << 10];
    private String[][] labels = new String[1 << 10][];
    private long[] since = new long[1 << 10];
    private boolean[] told = new boolean[1 << 10];
    private long samples;
    private long refused;

    /**
     * A threshold that was passed for its hold, or is over again.
     *
     * @param labels name, value, name, value
     */
    public record Finding(String rule, boolean begins, long millis, double value, List<String> labels) {}

    /**
     * @param detectors of which those of type THRESHOLD are judged
     * @param most series at a time
     */
    public SeriesJudge(List<Detector> detectors, int most) {
        this.most = most;
        for (Detector d : detectors) {
            if (d.type() == Detector.Type.THRESHOLD) {
                rules.computeIfAbsent(d.metric(), m -> new ArrayList<>()).add(d);
            }
        }
    }

    @Override
    public int known(long key, long check) {
        int mask = keys.length - 1;
        for (int i = (int) key & mask; ; i = (i + 1) & mask) {
            if (handles[i] == 0) {
                return UNKNOWN;
            }
            if (keys[i] == key && checks[i] == check) {
                return handles[i] - 1;
            }
        }
    }

    @Override
    public int add(long key, long check, List<String> texts) {
        if (size >= most) {
            refused++;
            return REFUSED;
        }
        if (size * 2 >= keys.length) {
            grow();
        }
        int handle = size++;
        put(key, check, handle + 1);
        if (handle == detector.length) {
            detector = Arrays.copyOf(detector, handle * 2);
            labels = Arrays.copyOf(labels, handle * 2);
            since = Arrays.copyOf(since, handle * 2);
            told = Arrays.copyOf(told, handle * 2);
        }
        since[handle] = NEVER;
        int name = texts.indexOf("__name__");
        List<Detector> found =
                name < 0 || name + 1 >= texts.size() ? List.of() : rules.getOrDefault(texts.get(name + 1), List.of());
        if (!found.isEmpty()) {
            detector[handle] = found.getFirst();
            labels[handle] = texts.toArray(new String[0]);
        }
        return handle;
    }

    private void put(long key, long check, int handle) {
        int mask = keys.length - 1;
        int i = (int) key & mask;
        while (handles[i] != 0) {
            i = (i + 1) & mask;
        }
        keys[i] = key;
        checks[i] = check;
        handles[i] = handle;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldChecks = checks;
        int[] oldHandles = handles;
        keys = new long[oldKeys.length * 2];
        checks = new long[oldKeys.length * 2];
        handles = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldHandles[i] != 0) {
                put(oldKeys[i], oldChecks[i], oldHandles[i]);
            }
        }
    }

    @Override
    public void sample(int series, double value, long millis) {
        samples++;
        Detector d = detector[series];
        if (d == null) {
            return;
        }
        boolean beyond = d.above() ? value >= d.value() : value <= d.value();
        if (beyond) {
            if (since[series] == NEVER) {
                since[series] = millis;
            }
            if (!told[series] && millis - since[series] >= d.holdMillis()) {
                told[series] = true;
                findings.add(new Finding(d.id(), true, millis, value, List.of(labels[series])));
            }
        } else if (since[series] != NEVER && (d.above() ? value <= d.clear() : value >= d.clear())) {
            since[series] = NEVER;
            if (told[series]) {
                told[series] = false;
                findings.add(new Finding(d.id(), false, millis, value, List.of(labels[series])));
            }
        }
    }

    /** What was found since the last call. */
    public List<Finding> take() {
        List<Finding> taken = List.copyOf(findings);
        findings.clear();
        return taken;
    }

    public long samples() {
        return samples;
    }

    /** Series that were not taken in, for the bound. */
    public long refused() {
        return refused;
    }

    public int series() {
        return size;
    }
}
