/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import java.nio.charset.StandardCharsets;

/** GUIDs as the tools print them: 16 hexadecimal digits. */
final class Guids {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Guids() {}

    static String text(long guid) {
        byte[] out = new byte[16];
        for (int i = 15; i >= 0; i--) {
            out[i] = DIGITS[(int) (guid & 15)];
            guid >>>= 4;
        }
        return new String(out, StandardCharsets.ISO_8859_1);
    }
}
