/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.Location;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A node in a list.
 *
 * @param serial empty before goods-in
 * @param gpus the state letter of each GPU, see {@link StateCode}
 * @param certificateId the last certificate that was issued to it
 */
public record NodeRow(
        String name,
        String model,
        String serial,
        UnitState state,
        Instant since,
        Location location,
        int scalableUnit,
        String gpus,
        int openOrders,
        OptionalLong certificateId) {}
