/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.List;

/**
 * What was done to a node in repair.
 *
 * @param workOrder the order that it was done on
 * @param parts what was replaced; may be empty, for a part that was only seated again
 */
public record Repair(String technician, String workOrder, List<Replaced> parts) {
    public Repair {
        parts = List.copyOf(parts);
    }

    /**
     * @param kind what it is: {@code GPU}, {@code DIMM}, {@code BOARD}, ...
     * @param stockPart what the spares plan calls it; the kind, where the plan has no finer name
     */
    public record Replaced(String kind, String oldSerial, String newSerial, String stockPart) {

        public Replaced(String kind, String oldSerial, String newSerial) {
            this(kind, oldSerial, newSerial, kind);
        }
    }
}
