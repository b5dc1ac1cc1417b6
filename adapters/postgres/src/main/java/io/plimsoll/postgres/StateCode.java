/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitState;

/** One letter for each state of the line, so that the states of eight GPUs fit in eight characters. */
public final class StateCode {

    private StateCode() {}

    /** The letter of a state. */
    public static char of(UnitState state) {
        return switch (state) {
            case PLANNED -> 'P';
            case RECEIVED -> 'R';
            case INSTALLED -> 'I';
            case CABLED -> 'C';
            case TESTING -> 'T';
            case ACCEPTED -> 'A';
            case HOT_SPARE -> 'H';
            case SERVING -> 'S';
            case SUSPECT -> 'U';
            case DRAINING -> 'D';
            case REPAIR -> 'X';
            case RETIRED -> 'Z';
        };
    }
}
