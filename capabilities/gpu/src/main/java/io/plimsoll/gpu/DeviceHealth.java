/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What sensors and counters of a device say at one moment. What it does not tell is empty, never zero.
 *
 * @param watts drawn now
 * @param wattsLimit that is enforced
 * @param eccCorrected errors that ECC put right, since the driver was loaded
 * @param recovery what the driver asks for to get the device back, in its words; empty where it asks for nothing
 * @param throttleReasons why the clock is held down, in the driver's words; empty where nothing is
 * @param remapPending rows that wait for a reset to be remapped
 */
public record DeviceHealth(
        OptionalDouble watts,
        OptionalDouble wattsLimit,
        OptionalDouble celsius,
        OptionalDouble smMegahertz,
        OptionalDouble memoryMegahertz,
        OptionalLong eccUncorrected,
        OptionalLong eccCorrected,
        OptionalLong remappedRows,
        OptionalLong remapPending,
        List<String> throttleReasons,
        String recovery,
        DeviceLinks links) {

    /** Nothing is told. */
    public static final DeviceHealth UNKNOWN = new DeviceHealth(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            "",
            DeviceLinks.UNKNOWN);

    public DeviceHealth {
        throttleReasons = List.copyOf(throttleReasons);
    }
}
