/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Instant;

/**
 * One task at one moment.
 *
 * @param attempt the last attempt that was started, 0 for none
 * @param leasedAt when that attempt was handed out; meaningless at attempt 0
 * @param since when it came to this status
 * @param holds its nodes and their power are still taken: a workload of it may be there
 * @param stopped its workload was told to stop, so what comes of it does not count
 * @param goesOn ENDED in a way that lets the tasks after it run
 * @param reason why it was lost, cancelled, or does not go on; empty otherwise
 */
public record TaskState(
        TaskStatus status,
        int attempt,
        Instant leasedAt,
        Instant since,
        boolean holds,
        boolean stopped,
        boolean goesOn,
        String reason) {

    /** Before anything has happened. */
    public static final TaskState NEW =
            new TaskState(TaskStatus.WAITING, 0, Instant.EPOCH, Instant.EPOCH, false, false, false, "");

    /** Nothing more is to come, and nothing of it is there any more. */
    public boolean settled() {
        return status.terminal() && !holds;
    }

    TaskState leased(Instant now) {
        return new TaskState(TaskStatus.LEASED, attempt + 1, now, now, true, false, false, "");
    }

    TaskState running(Instant now) {
        return new TaskState(TaskStatus.RUNNING, attempt, leasedAt, now, true, stopped, false, "");
    }

    TaskState ended(boolean on, String why, Instant now) {
        return new TaskState(TaskStatus.ENDED, attempt, leasedAt, now, false, stopped, on, why);
    }

    TaskState lost(boolean held, boolean told, String why, Instant now) {
        return new TaskState(TaskStatus.LOST, attempt, leasedAt, now, held, told, false, why);
    }

    TaskState cancelled(boolean held, String why, Instant now) {
        return new TaskState(TaskStatus.CANCELLED, attempt, leasedAt, now, held, held, false, why);
    }

    TaskState again(boolean held, boolean told, String why, Instant now) {
        return new TaskState(TaskStatus.WAITING, attempt, leasedAt, now, held, told, false, why);
    }

    TaskState kept(Instant now) {
        return new TaskState(status, attempt, leasedAt, now, holds, stopped, goesOn, reason);
    }

    TaskState released() {
        return new TaskState(status, attempt, leasedAt, since, false, stopped, goesOn, reason);
    }
}
