/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.sample;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Decodes Snappy's block format, which remote-write uses, by its public description (google/snappy, format_description.txt).
 * Keeps its output buffer between calls.
 */
public final class Snappy {

    /** A body that says it unpacks to more is refused. */
    public static final int UNPACKED_MAX = 64 << 20;

    private byte[] out = new byte[1 << 16];

    /** The unpacked bytes; valid to the length that {@link #decode} gave, until its next call. */
    public byte[] output() {
        return out;
    }

    /**
     * @return how many bytes came out; empty if the input is no whole Snappy block or over the limit
     */
    public OptionalInt decode(byte[] in, int length) {
        long size = 0;
        int at = 0;
        for (int shift = 0; ; shift += 7) {
            if (at >= length || shift > 28) {
                return OptionalInt.empty();
            }
            byte b = in[at++];
            size |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                break;
            }
        }
        if (size > UNPACKED_MAX) {
            return OptionalInt.empty();
        }
        if (out.length < size + 8) {
            out = new byte[(int) Math.max(size + 8, Math.min(UNPACKED_MAX, out.length * 2L))];
        }
        return unpack(in, at, length, (int) size) ? OptionalInt.of((int) size) : OptionalInt.empty();
    }

    private boolean unpack(byte[] in, int start, int length, int size) {
        byte[] to = out;
        int at = start;
        int filled = 0;
        while (at < length) {
            int tag = in[at++] & 0xff;
            int kind = tag & 3;
            int count;
            if (kind == 0) {
                count = (tag >>> 2) + 1;
                if (count > 60) {
                    int bytes = count - 60;
                    if (at + bytes > length) {
                        return false;
                    }
                    count = little(in, at, bytes) + 1;
                    at += bytes;
                }
                if (count <= 0 || count > length - at || count > size - filled) {
                    return false;
                }
                System.arraycopy(in, at, to, filled, count);
                at += count;
                filled += count;
                continue;
            }
            int bytes = kind == 3 ? 4 : kind;
            if (at + bytes > length) {
                return false;
            }
            count = kind == 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1;
            int offset = kind == 1 ? ((tag >>> 5) << 8) | (in[at] & 0xff) : little(in, at, bytes);
            at += bytes;
            if (offset <= 0 || offset > filled || count > size - filled) {
                return false;
            }
            copy(to, filled, offset, count);
            filled += count;
        }
        return filled == size;
    }

    private static void copy(byte[] to, int filled, int offset, int count) {
        if (offset >= count) {
            System.arraycopy(to, filled - offset, to, filled, count);
        } else if (offset == 1) {
            Arrays.fill(to, filled, filled + count, to[filled - 1]);
        } else {
            for (int i = 0; i < count; i++) {
                to[filled + i] = to[filled - offset + i];
            }
        }
    }

    private static int little(byte[] in, int at, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in[at + i] & 0xff) << (8 * i);
        }
        return value;
    }

    /** Packs with literals only: valid Snappy, for tests and for senders that do not care. */
    public static byte[] literal(byte[] in) {
        byte[] packed = new byte[in.length + 16 + in.length / 60_000 * 3];
        int at = 0;
        int left = in.length;
        while (left > 0x7f) {
            packed[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        packed[at++] = (byte) left;
        for (int from = 0; from < in.length; from += 60_000) {
            int count = Math.min(60_000, in.length - from);
            packed[at++] = (byte) (61 << 2);
            packed[at++] = (byte) (count - 1);
            packed[at++] = (byte) ((count - 1) >>> 8);
            System.arraycopy(in, from, packed, at, count);
            at += count;
        }
        return Arrays.copyOf(packed, at);
    }
}
