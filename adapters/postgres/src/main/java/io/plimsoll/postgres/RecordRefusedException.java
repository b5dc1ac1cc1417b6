/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/**
 * The record refused a fact: a step that the line does not have, a unit that is elsewhere, a certificate that does not hold,
 * two allocations at once. Nothing of the call was kept. The message is for people.
 */
public final class RecordRefusedException extends RuntimeException {

    public RecordRefusedException(String message) {
        super(message);
    }

    public RecordRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
