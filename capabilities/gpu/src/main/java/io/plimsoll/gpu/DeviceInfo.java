/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import java.util.Set;

/**
 * What a device is.
 *
 * @param silicon a GPU; false for the device of plain Java, whose rates say nothing about any GPU
 * @param slots how many compute units run at once: SMs of a GPU, work slots of the CPU device
 * @param memoryFree bytes that a test may take
 * @param driver version of the driver; empty where there is none
 * @param arithmetics what its matrix units can compute here
 * @param tile rows and columns of the result that one slot computes at a time; sizes of products are multiples of it
 */
public record DeviceInfo(
        int index,
        String name,
        String identity,
        boolean silicon,
        int slots,
        long memory,
        long memoryFree,
        String driver,
        String architecture,
        Set<Arithmetic> arithmetics,
        int tile) {

    /** How measurements name it: {@code gpu:0}. */
    public String scope() {
        return "gpu:" + index;
    }
}
