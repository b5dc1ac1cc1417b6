/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import io.plimsoll.gpu.DeviceMemory;

/** Memory of the GPU that was opened. */
record CudaMemory(CudaDriver driver, long address, long bytes) implements DeviceMemory {

    static long at(DeviceMemory memory) {
        return ((CudaMemory) memory).address();
    }

    @Override
    public void close() {
        driver.free(address);
    }
}
