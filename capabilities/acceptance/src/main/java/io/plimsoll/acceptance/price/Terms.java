/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a bad node does once it serves, and what the contract then asks. Nothing here has a default.
 *
 * @param failuresPerBadNodeDay how often a bad node stops the work that runs on it
 * @param days for how long it serves until it is found
 * @param jobGpus how many GPUs stop with it
 * @param restartHours how long they stand, with the work that is lost
 * @param creditCentsPerGpuHour what the contract gives back for an hour of one GPU
 * @param creditCapCents the most that it gives back in that time; empty for no cap
 */
public record Terms(
        Optional<Sourced> failuresPerBadNodeDay,
        Optional<Sourced> days,
        Optional<Sourced> jobGpus,
        Optional<Sourced> restartHours,
        Optional<Sourced> creditCentsPerGpuHour,
        OptionalLong creditCapCents) {

    public static final Terms NONE = new Terms(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty());
}
