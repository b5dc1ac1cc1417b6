/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.bringup;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bring-up as its owner wrote it. Time runs around the clock: a duration is elapsed time.
 *
 * @param start of everything
 * @param periodMinutes the grid that durations and lags are rounded up to
 * @param resources name to units that are there at any time: crews, lifts, dock slots, kilowatts of test power
 */
public record BringUp(
        String name,
        Instant start,
        ZoneId zone,
        int periodMinutes,
        Map<String, Integer> resources,
        List<WorkPackage> packages) {

    /** How a package waits for another. */
    public enum LinkKind {
        /** Its start for the other's end. */
        FS,
        /** Its start for the other's start. */
        SS,
        /** Its end for the other's end. */
        FF,
        /** Its end for the other's start. */
        SF
    }

    /**
     * @param lagMinutes may be negative; no package starts before one that it waits for all the same
     */
    public record After(String id, LinkKind kind, int lagMinutes) {}

    /**
     * How long a package takes, in minutes. Where p10 and p90 are given the duration is lognormal on either side of the median, so that
     * all three are exact.
     */
    public record Length(double p10, double p50, double p90) {

        private static final double Z90 = 1.2815515655446004;

        /** The duration for a standard normal number. */
        double at(double z) {
            double spread = z < 0 ? Math.log(p50 / p10) : Math.log(p90 / p50);
            return p50 * Math.exp(z * spread / Z90);
        }

        boolean known() {
            return p10 == p90;
        }
    }

    /**
     * @param su the scalable unit that is not ready before; empty for none
     */
    public record WorkPackage(
            String id, Optional<String> su, Length length, Map<String, Integer> needs, List<After> after) {}

    public BringUp {
        resources = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(resources));
        packages = List.copyOf(packages);
    }
}
