/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

/** What the site's people have in hand with a node. Checkpoints keep the name. */
public enum NodeWork {
    /** Nothing: it is not there yet, or the record has not called it CABLED. */
    IDLE,
    /** It waits for a test slot. */
    WAITING,
    /** Its tests run. */
    TESTING,
    /** A technician looks for the part that the tests blame. */
    IN_REPAIR,
    /** It has its certificate. */
    ACCEPTED
}
