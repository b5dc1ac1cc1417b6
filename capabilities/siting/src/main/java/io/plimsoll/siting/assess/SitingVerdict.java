/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

/** Whether a building may be taken, the gravest first. */
public enum SitingVerdict {
    NOT_CLEARED,
    UNKNOWN,
    CLEARED
}
