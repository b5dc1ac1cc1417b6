/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import java.util.OptionalLong;

/**
 * How a device is connected at one moment. What it does not tell is empty, never zero.
 *
 * @param pcieGeneration of the link now; one at rest may tell a lower one than under load
 * @param pcieWidth lanes now
 * @param pcieReplays packets sent again since the driver was loaded
 * @param nvlinksActive links to other GPUs or to NVSwitches that are up
 * @param nvlinksInactive those that are there and down
 * @param nvlinkErrors CRC errors, replays and recoveries of all links together
 */
public record DeviceLinks(
        OptionalLong pcieGeneration,
        OptionalLong pcieGenerationMax,
        OptionalLong pcieWidth,
        OptionalLong pcieWidthMax,
        OptionalLong pcieReplays,
        OptionalLong nvlinksActive,
        OptionalLong nvlinksInactive,
        OptionalLong nvlinkErrors) {

    /** Nothing is told. */
    public static final DeviceLinks UNKNOWN = new DeviceLinks(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
}
