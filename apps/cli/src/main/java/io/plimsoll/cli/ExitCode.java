/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli;

/** What the command says to a script. */
public final class ExitCode {

    /** Nothing is wrong. */
    public static final int FINE = 0;
    /** The command worked and found something wrong: a mis-cable, a failed test, a broken chain. */
    public static final int FOUND = 1;
    /** Bad usage or bad input; nothing was done. */
    public static final int BAD_INPUT = 2;
    /** The command itself failed. */
    public static final int FAILED = 3;

    private ExitCode() {}
}
