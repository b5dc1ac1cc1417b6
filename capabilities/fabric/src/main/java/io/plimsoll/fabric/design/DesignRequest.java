/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import java.util.Map;
import java.util.Optional;

/**
 * What is to be designed.
 *
 * @param name the fabric's name
 * @param gpus how many GPUs it is to join
 * @param parameters values for the template's parameters; what is not named keeps the template's own
 * @param layout the hall; empty for the one that the template names
 */
public record DesignRequest(String name, long gpus, Map<String, Long> parameters, Optional<HallLayout> layout) {

    public DesignRequest {
        parameters = Map.copyOf(parameters);
    }

    /** So many GPUs, everything else as the template says. */
    public static DesignRequest of(long gpus) {
        return new DesignRequest("compute", gpus, Map.of(), Optional.empty());
    }
}
