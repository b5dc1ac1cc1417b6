/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/**
 * A technician ticks a move off, or takes the tick back. The same tick sent twice changes nothing the second time.
 *
 * @param move counted from 0, in the order of the repair order's moves
 * @param scanA label that was scanned at the first end, empty where it was tapped
 * @param clientId the phone's own id of this tick
 */
public record MoveTick(String order, int move, boolean done, String scanA, String scanB, String clientId) {}
