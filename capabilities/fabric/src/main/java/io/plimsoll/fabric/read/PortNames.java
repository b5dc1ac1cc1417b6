/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

/** One string for each port number, so that 200,000 links do not make 400,000 strings. */
final class PortNames {

    private static final String[] NAMES = new String[256];

    static {
        for (int i = 0; i < NAMES.length; i++) {
            NAMES[i] = Integer.toString(i);
        }
    }

    private PortNames() {}

    static String of(int port) {
        return port < NAMES.length ? NAMES[port] : Integer.toString(port);
    }
}
