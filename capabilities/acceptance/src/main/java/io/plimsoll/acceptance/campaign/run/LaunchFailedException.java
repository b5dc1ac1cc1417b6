/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

/** A launcher could not reach its scheduler or was refused. It says nothing about any node, and nothing about a workload. */
public final class LaunchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LaunchFailedException(String message) {
        super(message);
    }

    public LaunchFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
