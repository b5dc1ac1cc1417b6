/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of one region of memory: own address (each word holds its own offset, and then its complement) and moving
 * inversions (Nair, Thatte and Abraham 1978; memtest86 test 3): fill with P; upwards read P and write not P; downwards read
 * not P and write P. A region is far larger than the caches, so that each read comes from memory.
 */
final class MemoryPatterns {

    static final long[] INVERSIONS = {0L, 0x5555555555555555L, 0x9e3779b97f4a7c15L};

    private static final int TOLD_MAX = 10;

    private final MemorySegment region;
    private final long words;
    private final long base;
    private final List<String> told = new ArrayList<>();
    private long errors;
    private long wordsChecked;

    /** @param base the offset of this region among all, so that no two words have the same own address */
    MemoryPatterns(MemorySegment region, long base) {
        this.region = region;
        this.words = region.byteSize() / 8;
        this.base = base;
    }

    long errors() {
        return errors;
    }

    /** How many words were read back and compared. */
    long wordsChecked() {
        return wordsChecked;
    }

    /** The first errors in words, at most ten. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** Every pattern once. */
    void pass() {
        ownAddress(0L);
        ownAddress(-1L);
        for (long pattern : INVERSIONS) {
            inversions(pattern);
        }
    }

    /** Writes own addresses, flips one bit on purpose, and says whether the check finds exactly that one. */
    boolean detectorCatches() {
        for (long i = 0; i < words; i++) {
            region.setAtIndex(ValueLayout.JAVA_LONG, i, base + i);
        }
        long at = words / 3;
        region.setAtIndex(ValueLayout.JAVA_LONG, at, (base + at) ^ (1L << 17));
        long seen = 0;
        for (long i = 0; i < words; i++) {
            seen += region.getAtIndex(ValueLayout.JAVA_LONG, i) == base + i ? 0 : 1;
        }
        return seen == 1;
    }

    private void ownAddress(long mask) {
        for (long i = 0; i < words; i++) {
            region.setAtIndex(ValueLayout.JAVA_LONG, i, (base + i) ^ mask);
        }
        for (long i = 0; i < words; i++) {
            long seen = region.getAtIndex(ValueLayout.JAVA_LONG, i);
            if (seen != ((base + i) ^ mask)) {
                error("own address", i, (base + i) ^ mask, seen);
            }
        }
        wordsChecked += words;
    }

    private void inversions(long pattern) {
        for (long i = 0; i < words; i++) {
            region.setAtIndex(ValueLayout.JAVA_LONG, i, pattern);
        }
        for (long i = 0; i < words; i++) {
            long seen = region.getAtIndex(ValueLayout.JAVA_LONG, i);
            if (seen != pattern) {
                error("moving inversion up", i, pattern, seen);
            }
            region.setAtIndex(ValueLayout.JAVA_LONG, i, ~pattern);
        }
        for (long i = words - 1; i >= 0; i--) {
            long seen = region.getAtIndex(ValueLayout.JAVA_LONG, i);
            if (seen != ~pattern) {
                error("moving inversion down", i, ~pattern, seen);
            }
            region.setAtIndex(ValueLayout.JAVA_LONG, i, pattern);
        }
        wordsChecked += 2 * words;
    }

    private void error(String what, long index, long expected, long seen) {
        errors++;
        if (told.size() < TOLD_MAX) {
            told.add(String.format(
                    "%s: virtual address 0x%x: wrote 0x%016x, read 0x%016x, bits 0x%016x",
                    what, region.address() + index * 8, expected, seen, expected ^ seen));
        }
    }
}
