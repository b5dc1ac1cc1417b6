/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of GPUs with answers that are known beforehand. {@link io.plimsoll.gpu.Device} is what a GPU can be asked to do, {@link io.plimsoll.gpu.Work} the questions; {@code suite} asks and judges, {@code cpu} is a device of plain Java with the same interface, {@code fault} a device that goes wrong on purpose. Pure: the clock is the device's, seeds are handed in. */
@NullMarked
package io.plimsoll.gpu;

import org.jspecify.annotations.NullMarked;
