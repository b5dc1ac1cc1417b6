/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

/** A piece of a device's memory; given back by {@link #close}. */
public interface DeviceMemory extends AutoCloseable {

    long bytes();

    @Override
    void close();
}
