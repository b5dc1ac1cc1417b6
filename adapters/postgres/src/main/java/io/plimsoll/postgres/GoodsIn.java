/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.List;

/** What was ordered and what stands at the dock. */
public final class GoodsIn {

    private GoodsIn() {}

    /**
     * @param orderLine the supplier's order number with its line, for example {@code PO-1001/2}
     */
    public record OrderLine(String orderLine, String model, int quantity, String supplier) {}

    /** An order line with what has come in. */
    public record OrderLineRow(String orderLine, String model, int quantity, String supplier, int received) {}

    /**
     * A crate at the dock.
     *
     * @param node the node or switch it is for; empty lets the record choose the first planned device of that model
     * @param gpuSerials in order of the GPU index; empty if the maker's list does not give them
     */
    public record Item(String orderLine, String model, String serial, List<String> gpuSerials, String node) {
        public Item {
            gpuSerials = List.copyOf(gpuSerials);
        }
    }

    public record Assigned(String serial, String node) {}

    public record Refused(String serial, String reason) {}

    /** Refused items change nothing; all others are RECEIVED. */
    public record Result(int received, List<Assigned> assigned, List<Refused> refused) {}
}
