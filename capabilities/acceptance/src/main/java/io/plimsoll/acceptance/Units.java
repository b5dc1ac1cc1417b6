/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The units that measurements and criteria may use. A decimal prefix is decimal: 1 GB/s is 10^9 bytes in a second. */
public final class Units {

    private record Unit(String dimension, double factor) {}

    private static final Map<String, Unit> TABLE = Map.ofEntries(
            Map.entry("count", new Unit("count", 1)),
            Map.entry("ratio", new Unit("ratio", 1)),
            Map.entry("unstated", new Unit("unstated", 1)),
            Map.entry("GB/s", new Unit("byte rate", 1e9)),
            Map.entry("MB/s", new Unit("byte rate", 1e6)),
            Map.entry("MiB/s", new Unit("byte rate", 1048576)),
            Map.entry("B/s", new Unit("byte rate", 1)),
            Map.entry("Gbit/s", new Unit("byte rate", 0.125e9)),
            Map.entry("B", new Unit("bytes", 1)),
            Map.entry("MiB", new Unit("bytes", 1048576)),
            Map.entry("GiB", new Unit("bytes", 1073741824)),
            Map.entry("s", new Unit("time", 1)),
            Map.entry("ms", new Unit("time", 1e-3)),
            Map.entry("us", new Unit("time", 1e-6)),
            Map.entry("ns", new Unit("time", 1e-9)),
            Map.entry("IOPS", new Unit("operation rate", 1)),
            Map.entry("1/s", new Unit("operation rate", 1)),
            Map.entry("Mpkt/s", new Unit("operation rate", 1e6)),
            Map.entry("Gflop/s", new Unit("flop rate", 1e9)),
            Map.entry("Tflop/s", new Unit("flop rate", 1e12)),
            Map.entry("degC", new Unit("temperature", 1)),
            Map.entry("W", new Unit("power", 1)));

    private Units() {}

    public static Set<String> all() {
        return TABLE.keySet();
    }

    public static boolean known(String unit) {
        return TABLE.containsKey(unit);
    }

    /** The value told in another unit of the same dimension; empty where the two cannot be compared. */
    public static OptionalDouble convert(double value, String from, String to) {
        if (from.equals(to)) {
            return OptionalDouble.of(value);
        }
        Unit a = TABLE.get(from);
        Unit b = TABLE.get(to);
        if (a == null || b == null || !a.dimension().equals(b.dimension())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value * a.factor() / b.factor());
    }
}
