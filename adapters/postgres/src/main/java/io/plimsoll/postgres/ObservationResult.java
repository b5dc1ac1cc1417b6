/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/**
 * What an observation changed.
 *
 * @param cabled devices that went to CABLED
 * @param uncabled devices that fell back to INSTALLED, since a cable of theirs no longer holds
 */
public record ObservationResult(
        long verificationId, int cabled, int uncabled, int ordersOpened, int ordersClosed, int ordersStillOpen) {}
