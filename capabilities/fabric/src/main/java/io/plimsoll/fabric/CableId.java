/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

/** Names a cable by its two ends, so that the same plan gets the same names on every machine and in every format. */
public final class CableId {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 11;

    private CableId() {}

    /** For example {@code C-4k0z9p2m7ha}: 55 bits of a hash of both ends, whichever is named first. */
    public static String of(PortRef a, PortRef b) {
        boolean ordered = a.compareTo(b) <= 0;
        long hash = end(end(0x9E3779B97F4A7C15L, ordered ? a : b), ordered ? b : a);
        hash = mix(hash);
        char[] out = new char[LENGTH + 2];
        out[0] = 'C';
        out[1] = '-';
        for (int i = 0; i < LENGTH; i++) {
            out[i + 2] = DIGITS.charAt((int) (hash & 31));
            hash >>>= 5;
        }
        return new String(out);
    }

    private static long end(long hash, PortRef end) {
        return text(text(hash, end.device()), end.port());
    }

    private static long text(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
            hash ^= hash >>> 29;
        }
        return mix(hash + text.length());
    }

    /** The finisher of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit. */
    private static long mix(long value) {
        long h = value;
        h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
        h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return h ^ (h >>> 33);
    }
}
