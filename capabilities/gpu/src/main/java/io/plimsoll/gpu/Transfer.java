/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

/**
 * One copy between host and device.
 *
 * @param hostAt byte in the host's memory where it begins
 * @param deviceAt byte in the device's memory where it begins
 * @param toDevice from host to device; else back
 */
public record Transfer(
        HostMemory host, long hostAt, DeviceMemory device, long deviceAt, long bytes, boolean toDevice) {}
