/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.ledger;

import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Sums of entries by account. What is installed is counted from the units themselves, by other means than the sums, so that the
 * two can be held against each other.
 */
public final class Balances {

    /**
     * One unit class.
     *
     * @param gpus by state: GPUs, or GPU-seconds over a span
     * @param units by state: units, or unit-seconds over a span
     * @param sum of {@code gpus} over the states
     * @param installed the same counted from the openings
     */
    public record Row(
            UnitClass unitClass, Map<UnitState, Long> gpus, Map<UnitState, Long> units, long sum, long installed) {

        /** Whether the states add up to what is installed. */
        public boolean conserved() {
            return sum == installed;
        }
    }

    private Balances() {}

    /** What stands where at a second, as known at an instant. */
    public static List<Row> at(Log log, long second, long knownMicros) {
        return sum(log, knownMicros, at -> at <= second ? 1 : 0);
    }

    /** GPU-seconds and unit-seconds by state in a span, as known at an instant. */
    public static List<Row> between(Log log, long from, long until, long knownMicros) {
        return sum(log, knownMicros, at -> Math.max(0, until - Math.max(from, at)));
    }

    /** Sums of one unit class, by the code of the state. */
    private static final class Sum {
        private final long[] gpus = new long[UnitState.values().length];
        private final long[] units = new long[UnitState.values().length];
        private long installed;

        Row row(UnitClass unitClass) {
            Map<UnitState, Long> byState = new EnumMap<>(UnitState.class);
            Map<UnitState, Long> unitsByState = new EnumMap<>(UnitState.class);
            long sum = 0;
            for (int code = 0; code < gpus.length; code++) {
                sum += gpus[code];
                if (units[code] != 0) {
                    byState.put(Log.state(code), gpus[code]);
                    unitsByState.put(Log.state(code), units[code]);
                }
            }
            return new Row(unitClass, byState, unitsByState, sum, installed);
        }
    }

    private static List<Row> sum(Log log, long knownMicros, LongUnaryOperator weight) {
        Map<UnitClass, Sum> sums = new EnumMap<>(UnitClass.class);
        for (int i = 0; i < log.size(); i++) {
            if (!log.known(i, knownMicros)) {
                continue;
            }
            Unit unit = log.units().get(log.unit[i]);
            Sum sum = sums.computeIfAbsent(unit.unitClass(), c -> new Sum());
            long seconds = weight.applyAsLong(log.at[i]);
            long amount = Math.multiplyExact(seconds, (long) unit.gpus());
            sum.gpus[log.to[i]] += amount;
            sum.units[log.to[i]] += seconds;
            if (log.from[i] < 0) {
                sum.installed += amount;
            } else {
                sum.gpus[log.from[i]] -= amount;
                sum.units[log.from[i]] -= seconds;
            }
        }
        List<Row> rows = new ArrayList<>();
        sums.forEach((unitClass, sum) -> rows.add(sum.row(unitClass)));
        return rows;
    }
}
