/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.availability;

import java.util.BitSet;

/** How many blocks of so many places side by side are up, kept up to date place by place. Places of no unit are never up. */
final class Runs {

    private final BitSet down = new BitSet();
    private final int size;
    private int block;
    private long blocks;

    /**
     * @param places all of them down at first
     */
    Runs(int places, int block) {
        size = places;
        down.set(0, places + 1);
        this.block = block;
    }

    long blocks() {
        return blocks;
    }

    /** Counts in blocks of another size from now on. */
    void block(int newBlock) {
        if (newBlock == block) {
            return;
        }
        block = newBlock;
        blocks = 0;
        for (int at = down.nextClearBit(0); at < size; ) {
            int end = down.nextSetBit(at);
            blocks += (end - at) / block;
            at = down.nextClearBit(end);
        }
    }

    void up(int place) {
        int left = place - 1 - down.previousSetBit(place - 1);
        int right = down.nextSetBit(place + 1) - place - 1;
        down.clear(place);
        blocks += (left + right + 1) / block - left / block - right / block;
    }

    void down(int place) {
        int left = place - 1 - down.previousSetBit(place - 1);
        int right = down.nextSetBit(place + 1) - place - 1;
        down.set(place);
        blocks -= (left + right + 1) / block - left / block - right / block;
    }
}
