/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

/** How a workload ended, as far as the order of tasks is concerned; the verdict itself is the judge's. */
public enum Ending {
    /** Passed, waived, or not required: what comes after it may run. */
    GOES_ON,
    /** Did not pass what is required: what comes after it on this node is not run. */
    STOPS,
    /** The tool itself broke, which says nothing about the node: tried again while attempts are left. */
    BROKE
}
