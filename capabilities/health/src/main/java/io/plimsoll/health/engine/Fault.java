/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

/**
 * A signal, or several, that a detector judged: something is wrong with this unit.
 *
 * @param entity empty for the node itself
 * @param rule the detector
 * @param action what it asks for
 * @param cause its class
 * @param serial of the part, where the signal told it; else empty
 */
record Fault(
        long at,
        String node,
        String entity,
        String code,
        String rule,
        String action,
        String cause,
        String serial,
        String reason) {

    String place() {
        return entity.isEmpty() ? node : node + "/" + entity;
    }
}
