/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

/** What somebody did in a time. A law says which of these are working time. */
public enum DutyKind {
    WORK,
    DRIVE,
    TRAVEL,
    /** Standby so tight that free time is not free. */
    STANDBY,
    /** On call in free time: never working time; a page that is answered is WORK. */
    ON_CALL
}
