/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

/** Where a task of a campaign stands. The rows of {@link CampaignRun} say how it moves. */
public enum TaskStatus {
    /** Its turn, its node or the power for it has not come yet; or an attempt was lost or broke, and another follows. */
    WAITING,
    /** Handed to the launcher; nobody has said yet that it runs. */
    LEASED,
    /** The launcher says that it runs. */
    RUNNING,
    /** Has a result that counts. */
    ENDED,
    /** Its last attempt was lost, and none is left. */
    LOST,
    /** Will not run: its turn never came, the campaign was stopped, or its time was over. */
    CANCELLED;

    /** Whether it will not be started again. */
    public boolean terminal() {
        return this == ENDED || this == LOST || this == CANCELLED;
    }
}
