/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import java.lang.foreign.MemorySegment;

/** A piece of the host's memory that a device's copy engines reach by themselves; given back by {@link #close}. */
public interface HostMemory extends AutoCloseable {

    MemorySegment bytes();

    @Override
    void close();
}
