/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A cursor over protobuf bytes. A reading past the end sets {@link #broken} and gives zeroes, so loops end. */
public final class Wire {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private boolean broken;

    /** Starts over on these bytes. */
    public void reset(byte[] from, int start, int stop) {
        bytes = from;
        at = start;
        end = stop;
        broken = false;
    }

    public boolean more() {
        return at < end && !broken;
    }

    public boolean broken() {
        return broken;
    }

    public int at() {
        return at;
    }

    public int end() {
        return end;
    }

    public void to(int position) {
        at = position;
    }

    /** Narrows to a message within; give the former end back with {@link #widen}. */
    public int narrow(int stop) {
        int before = end;
        end = stop;
        return before;
    }

    public void widen(int stop) {
        end = stop;
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                broken = true;
                return 0;
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        broken = true;
        return 0;
    }

    /** The position after a length-delimited field that starts here; breaks if it passes the end. */
    public int length() {
        long count = varint();
        if (count < 0 || count > end - at) {
            broken = true;
            return at;
        }
        return at + (int) count;
    }

    public long fixed64() {
        if (end - at < 8) {
            broken = true;
            return 0;
        }
        long value = (long) LONG.get(bytes, at);
        at += 8;
        return value;
    }

    public double real() {
        return Double.longBitsToDouble(fixed64());
    }

    /** Passes over a field of this wire type. */
    public void skip(int type) {
        switch (type) {
            case 0 -> varint();
            case 1 -> fixed64();
            case 2 -> at = length();
            case 5 -> at = at + 4 <= end ? at + 4 : breakOff();
            default -> broken = true;
        }
    }

    private int breakOff() {
        broken = true;
        return end;
    }

    /** A length-delimited text. */
    public String text() {
        int stop = length();
        String text = new String(bytes, at, stop - at, StandardCharsets.UTF_8);
        at = stop;
        return text;
    }

    /** A hash of these bytes, good for tables; not against a forger. */
    public static long hash(byte[] bytes, int from, int to) {
        long hash = 0x9e3779b97f4a7c15L ^ (to - from);
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = (hash ^ (long) LONG.get(bytes, i)) * 0xff51afd7ed558ccdL;
            hash ^= hash >>> 32;
        }
        long rest = 0;
        for (; i < to; i++) {
            rest = (rest << 8) | (bytes[i] & 0xff);
        }
        hash = (hash ^ rest) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 29);
    }
}
