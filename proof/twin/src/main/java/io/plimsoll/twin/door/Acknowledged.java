/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.door;

/**
 * Hears of every write that the server has acknowledged. What it has heard must be in the record for ever, whatever happens
 * to the server afterwards.
 */
@FunctionalInterface
public interface Acknowledged {

    /**
     * @param kind GOODS, SIGN_OFF, OBSERVED, TICK, RUN, CERTIFICATE, WAIVER
     * @param subject what was written: a serial, a device, an id
     */
    void write(String kind, String subject);
}
