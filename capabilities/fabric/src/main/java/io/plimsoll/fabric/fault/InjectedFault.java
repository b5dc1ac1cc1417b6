/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.fault;

import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.RepairOrder;
import java.util.Set;

/**
 * A fault that was put in, and so the repair order that must come out.
 *
 * @param kind the order's kind
 * @param ends the ports that the order's findings must name, every one of them
 * @param moves how many moves the order must have
 */
public record InjectedFault(RepairOrder.Kind kind, Set<PortRef> ends, int moves) {

    public InjectedFault {
        ends = Set.copyOf(ends);
    }
}
