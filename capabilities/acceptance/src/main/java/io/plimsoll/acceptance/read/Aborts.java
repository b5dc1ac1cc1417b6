/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import java.util.List;
import java.util.regex.Pattern;

/** What launchers, schedulers, shells and the kernel write into a log when a run was ended for the tool, not by it. */
final class Aborts {

    private static final List<String> TEXTS = List.of(
            "noticed that process rank",
            "detected that one or more processes exited with non-zero",
            "terminated normally, but",
            "MPI_ABORT was invoked",
            "MPI_Abort",
            "DUE TO TIME LIMIT",
            "DUE TO PREEMPTION",
            "Segmentation fault",
            "(core dumped)",
            "Bus error",
            "exited on signal",
            "oom-kill",
            "oom_kill",
            "Out of memory: Killed",
            "command not found",
            "error while loading shared libraries",
            "Traceback (most recent call last)",
            "terminate called after throwing",
            "Caught signal",
            "CUDA driver version is insufficient");

    private static final Pattern LINES =
            Pattern.compile("^(?:srun: error|slurmstepd: error|Killed$|Terminated$|Aborted$|timeout:)");

    private Aborts() {}

    /** Whether the line tells that the run did not end by itself. */
    static boolean tells(String line) {
        if (line.length() < 6) {
            return false;
        }
        for (String text : TEXTS) {
            if (line.contains(text)) {
                return true;
            }
        }
        return LINES.matcher(line).find();
    }
}
