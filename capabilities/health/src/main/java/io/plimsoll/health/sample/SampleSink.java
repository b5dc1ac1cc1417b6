/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.sample;

import java.util.List;

/** Takes what a remote-write body carries, without an object for each sample. */
public interface SampleSink {

    /** Given by {@link #known} for a series that it has not seen. */
    int UNKNOWN = -1;

    /** Given by {@link #add} for a series that is refused; its samples are counted only. */
    int REFUSED = -2;

    /** The handle of the series with this key, {@link #UNKNOWN} or {@link #REFUSED}. */
    int known(long key, long check);

    /**
     * Takes a series in.
     *
     * @param labels name, value, name, value, ... with {@code __name__} among them
     * @return its handle, or {@link #REFUSED}
     */
    int add(long key, long check, List<String> labels);

    /**
     * @param millis since 1970
     */
    void sample(int series, double value, long millis);
}
