/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** GPUs through the driver that the node has. {@link io.plimsoll.cuda.GpuProcess} runs the tests in a process of its own, which a dying GPU may take along; {@link io.plimsoll.cuda.CudaDevice} does the work there. No toolkit is needed. */
@NullMarked
package io.plimsoll.cuda;

import org.jspecify.annotations.NullMarked;
