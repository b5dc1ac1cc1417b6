/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

/**
 * A cable that the plan asks for.
 *
 * @param id unique in the plan, and stable while the plan's ends stay the same
 * @param state whether the cable is to be there now, or its ports stay dark for later
 * @param lengthDecimetres length to order, as sold; 0 if unknown
 * @param media for example {@code DAC}, {@code AEC}, {@code MMF-MPO12}, {@code SMF-MPO12}; empty if unknown
 * @param speed the link speed as the discovery tool prints it, for example {@code 4xNDR} or {@code 400G}; empty for any
 * @param labelA text of the label at end a
 * @param labelB text of the label at end b
 * @param colour jacket or label colour, empty for any
 * @param bundle the trunk it is laid in, empty for none
 * @param installOrder when it is laid, counted from 1; 0 if the plan does not say
 */
public record PlannedCable(
        String id,
        PortRef a,
        PortRef b,
        State state,
        int lengthDecimetres,
        String media,
        String speed,
        String labelA,
        String labelB,
        String colour,
        String bundle,
        int installOrder) {

    /** Whether the cable is to be there now. */
    public enum State {
        CONNECTED,
        /** Both ports stay dark: designed in, not yet populated. */
        RESERVED
    }

    /** A cable of which only the two ends are known. */
    public static PlannedCable between(String id, PortRef a, PortRef b) {
        return new PlannedCable(id, a, b, State.CONNECTED, 0, "", "", a.toString(), b.toString(), "", "", 0);
    }
}
