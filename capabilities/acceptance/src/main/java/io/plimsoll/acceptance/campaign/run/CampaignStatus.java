/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

/** Where a whole campaign stands. */
public enum CampaignStatus {
    PLANNED,
    RUNNING,
    /** Starts nothing; what runs goes on. */
    PAUSED,
    /** Was told to stop, or its time is over; something of it may still be there. */
    STOPPING,
    /** Stopped by somebody, and nothing of it is there any more. */
    STOPPED,
    /** Came to its end or its deadline, and nothing of it is there any more. */
    FINISHED;

    public boolean over() {
        return this == STOPPED || this == FINISHED;
    }
}
