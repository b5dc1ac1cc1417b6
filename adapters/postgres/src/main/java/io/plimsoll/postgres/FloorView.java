/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.List;

/** The floor of a site at one instant. Rows name halls by index, racks name rows, devices name racks. */
public record FloorView(Instant at, List<String> halls, List<Row> rows, List<Rack> racks, List<Device> devices) {

    /**
     * @param hall index into {@link FloorView#halls}
     */
    public record Row(int hall, String name) {}

    /**
     * @param row index into {@link FloorView#rows}
     * @param position counted along the row from 1
     * @param units height in rack units
     */
    public record Rack(int row, String name, int position, int units) {}

    /**
     * @param rack index into {@link FloorView#racks}; -1 where unknown
     * @param gpus the state letter of each GPU in order of index, see {@link StateCode}; empty for switches
     * @param openOrders open repair orders that name the device
     */
    public record Device(
            String name,
            DeviceKind kind,
            int rack,
            int rackUnit,
            String model,
            UnitState state,
            String gpus,
            int scalableUnit,
            int tier,
            int openOrders) {}
}
