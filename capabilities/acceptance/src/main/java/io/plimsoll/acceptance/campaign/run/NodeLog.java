/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Instant;

/**
 * What one node printed in a task.
 *
 * @param tool what ran, with its version where it told one; else the command
 * @param truncated the log was longer than {@link #BYTES_MAX}; what is here is its beginning
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record NodeLog(
        String node, String tool, Instant startedAt, Instant endedAt, int exitCode, byte[] log, boolean truncated) {

    /** The longest log that is kept; a longer one is a tool that runs wild, and its test an ERROR. */
    public static final int BYTES_MAX = 64 << 20;
}
