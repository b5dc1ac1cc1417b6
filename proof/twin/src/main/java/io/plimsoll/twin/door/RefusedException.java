/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.door;

/** The server refused a request, as RFC 9457 problem details. */
public final class RefusedException extends RuntimeException {

    private final int status;

    public RefusedException(int status, String what, String answer) {
        super(what + " was answered with " + status + ": " + answer);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the request itself is at fault, so that sending it again would not help. */
    public boolean final4xx() {
        return status >= 400 && status < 500 && status != 429;
    }
}
