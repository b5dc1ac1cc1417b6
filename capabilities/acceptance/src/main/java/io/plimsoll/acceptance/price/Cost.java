/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** From bad nodes to hours and cents: nodes x failures a day x days x GPUs that stop x hours that they stand x cents. */
final class Cost {

    private Cost() {}

    static OptionalDouble interruptedGpuHours(double badNodes, Terms terms) {
        if (terms.failuresPerBadNodeDay().isEmpty()
                || terms.days().isEmpty()
                || terms.jobGpus().isEmpty()
                || terms.restartHours().isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(badNodes
                * terms.failuresPerBadNodeDay().get().value()
                * terms.days().get().value()
                * terms.jobGpus().get().value()
                * terms.restartHours().get().value());
    }

    /** Rounded up to a cent: a price is never silently nothing. */
    static OptionalLong creditsCents(OptionalDouble hours, Terms terms) {
        if (hours.isEmpty() || terms.creditCentsPerGpuHour().isEmpty()) {
            return OptionalLong.empty();
        }
        double cents = Math.ceil(
                hours.getAsDouble() * terms.creditCentsPerGpuHour().get().value());
        return OptionalLong.of(Math.min(terms.creditCapCents().orElse(Long.MAX_VALUE), (long) cents));
    }

    static List<String> asked(Terms terms) {
        List<String> out = new ArrayList<>();
        if (terms.failuresPerBadNodeDay().isEmpty()) {
            out.add("failuresPerBadNodeDay: how often a bad node stops the work on it, a day");
        }
        if (terms.days().isEmpty()) {
            out.add("days: for how long it serves until it is found");
        }
        if (terms.jobGpus().isEmpty()) {
            out.add("jobGpus: how many GPUs stop with it");
        }
        if (terms.restartHours().isEmpty()) {
            out.add("restartHours: how long they stand, with the work that is lost");
        }
        if (terms.creditCentsPerGpuHour().isEmpty()) {
            out.add("creditCentsPerGpuHour: what the contract gives back for an hour of one GPU");
        }
        return out;
    }
}
