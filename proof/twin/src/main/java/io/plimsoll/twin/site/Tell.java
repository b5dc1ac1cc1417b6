/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.twin.door.Doors;
import java.util.List;
import java.util.Optional;

/** Something that has happened and that the record has not been told yet. Kept in checkpoints, told again after a crash. */
public sealed interface Tell {

    /** When it happened, in virtual seconds. */
    long at();

    /** A truck was unloaded. */
    record Goods(long at, String name, List<Doors.Crate> crates) implements Tell {
        public Goods {
            crates = List.copyOf(crates);
        }
    }

    /** A crew signed its work off. */
    record SignedOff(long at, String name, List<Integer> devices) implements Tell {
        public SignedOff {
            devices = List.copyOf(devices);
        }
    }

    /** The discovery tool looked. */
    record Looked(long at) implements Tell {}

    /** A repair order was carried out. */
    record Repaired(long at, int order) implements Tell {}

    /** A node got a test slot. */
    record TestsBegan(long at, int node) implements Tell {}

    /** A node's tests ended. */
    record TestsEnded(long at, int node) implements Tell {}

    /** The engineer wants to let nodes through that fail one test. */
    record Waived(long at, int waiver) implements Tell {}

    /** A waiver has come to its end, and nobody did anything. */
    record WaiverEnded(long at, int waiver) implements Tell {}

    /** A node goes out of service to be repaired. */
    record TakenOut(long at, int node, int waiver) implements Tell {}

    /** A node that was taken out has been repaired. */
    record BroughtBack(long at, int node, Optional<Doors.Swapped> part) implements Tell {}
}
