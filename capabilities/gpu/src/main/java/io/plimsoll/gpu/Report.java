/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a device writes what came of a work, the same for every kernel. Little endian.
 *
 * <pre>
 *      0  int64  how many oddities there were, listed or not
 *     64  1024 slots of 32 bytes: int32 unit (the SM), int32 pieces done, int64 answer, int64 begin, int64 end (ns)
 *  32832  1024 oddities of 32 bytes: int64 place (row * 2^32 + column, or word), seen bits, expected bits, slot
 *  65600  int64 sums of products: rows, rows weighted, columns, columns weighted (weight is place + 1)
 * </pre>
 */
public final class Report {

    public static final int SLOTS_MAX = 1024;
    public static final int ODDITIES_MAX = 1024;
    public static final long SLOTS_AT = 64;
    public static final long ODDITIES_AT = SLOTS_AT + 32L * SLOTS_MAX;
    public static final long SUMS_AT = ODDITIES_AT + 32L * ODDITIES_MAX;

    /** One slot's account; {@code unit} is the SM that it ran on. */
    public record Slot(int slot, int unit, int pieces, long answer, long beginNanos, long endNanos) {}

    /** A word or a result that is not what it must be. */
    public record Oddity(long place, long seen, long expected, int slot) {}

    private final MemorySegment bytes;

    public Report(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** Bytes of the report of a product. */
    public static long bytes(int m, int n) {
        return SUMS_AT + 16L * m + 16L * n;
    }

    public long oddities() {
        return word(0);
    }

    /** The oddities that are listed. */
    public List<Oddity> listed() {
        List<Oddity> all = new ArrayList<>();
        for (int i = 0; i < Math.min(oddities(), ODDITIES_MAX); i++) {
            long at = ODDITIES_AT + 32L * i;
            all.add(new Oddity(word(at), word(at + 8), word(at + 16), (int) word(at + 24)));
        }
        return all;
    }

    /** The slots that did something or ran at all. */
    public List<Slot> slots(int count) {
        List<Slot> all = new ArrayList<>();
        for (int i = 0; i < Math.min(count, SLOTS_MAX); i++) {
            long at = SLOTS_AT + 32L * i;
            int unit = bytes.get(ValueLayout.JAVA_INT_UNALIGNED, at);
            int pieces = bytes.get(ValueLayout.JAVA_INT_UNALIGNED, at + 4);
            all.add(new Slot(i, unit, pieces, word(at + 8), word(at + 16), word(at + 24)));
        }
        return all;
    }

    /** Sums {@code from} to {@code from + count} of the sums. */
    public long[] sums(int from, int count) {
        long[] sums = new long[count];
        for (int i = 0; i < count; i++) {
            sums[i] = word(SUMS_AT + 8L * (from + i));
        }
        return sums;
    }

    public void setSlot(int slot, int unit, int pieces, long answer, long begin, long end) {
        long at = SLOTS_AT + 32L * slot;
        bytes.set(ValueLayout.JAVA_INT_UNALIGNED, at, unit);
        bytes.set(ValueLayout.JAVA_INT_UNALIGNED, at + 4, pieces);
        bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, at + 8, answer);
        bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, at + 16, begin);
        bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, at + 24, end);
    }

    public void addOddity(long place, long seen, long expected, int slot) {
        long number = oddities();
        bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, number + 1);
        if (number < ODDITIES_MAX) {
            long at = ODDITIES_AT + 32L * number;
            bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, at, place);
            bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, at + 8, seen);
            bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, at + 16, expected);
            bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, at + 24, slot);
        }
    }

    public void setSum(long place, long value) {
        bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, SUMS_AT + 8 * place, value);
    }

    private long word(long at) {
        return bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
    }
}
