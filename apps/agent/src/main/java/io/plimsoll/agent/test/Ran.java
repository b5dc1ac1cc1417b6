/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

/** What came of asking a test to run. */
public sealed interface Ran {

    /**
     * It ran and wrote a log.
     *
     * @param tool what ran, with its version or command
     */
    record Log(String tool, String log, int exitCode) implements Ran {}

    /** It did not run. */
    record NotRun(String reason) implements Ran {}

    /** It was stopped, or broke before it could tell anything. */
    record Broke(String tool, String log, String reason) implements Ran {}
}
