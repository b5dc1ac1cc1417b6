/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

/** A layer that cannot be read, with the reason in words. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    Unreadable(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
