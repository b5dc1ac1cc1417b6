/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

/**
 * Where the driver's two libraries are.
 *
 * @param cuda a name that the loader finds, or a path
 * @param nvml likewise
 */
public record DriverLibraries(String cuda, String nvml) {

    /** What the driver package installs. */
    public static final DriverLibraries INSTALLED = new DriverLibraries("libcuda.so.1", "libnvidia-ml.so.1");
}
