/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.Verification.IdentityGap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who each observed device is: a planned device, or one port of a planned node, and how that is known. */
final class Identity {

    /** What an identity rests on, weakest first. */
    enum How {
        NOTHING,
        /** Where it is plugged in. */
        WIRING,
        /** The hardware addresses of its siblings. */
        SIBLINGS,
        /** A name that is not the plan's, but that stands for one planned device throughout. */
        FOREIGN_NAME,
        NAME
    }

    /** For each observed device the planned device that it is as a whole, or -1. */
    final int[] device;
    /** For each observed adapter the planned port that it is, or -1. */
    final int[] port;

    final How[] how;
    final List<Gap> gaps = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    /** An observed device that does not say who it is, and the planned device it probably is, or -1. */
    record Gap(int observed, int plannedDevice, IdentityGap told) {}

    Identity(int observed) {
        device = new int[observed];
        port = new int[observed];
        how = new How[observed];
        Arrays.fill(device, -1);
        Arrays.fill(port, -1);
        Arrays.fill(how, How.NOTHING);
    }

    void is(int observed, int plannedDevice, How because) {
        device[observed] = plannedDevice;
        how[observed] = because;
    }

    void isPort(int observed, int plannedPort, How because) {
        port[observed] = plannedPort;
        how[observed] = because;
    }

    boolean known(int observed) {
        return device[observed] >= 0 || port[observed] >= 0;
    }
}
