/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import java.util.Arrays;

/** From GUID to device index, without boxing. */
final class GuidIndex {

    private static final int NONE = -1;

    private long[] keys = new long[1024];
    private int[] values = filled(1024);
    private int size;

    /** The device of a GUID, or -1. */
    int get(long guid) {
        int slot = slot(guid, keys.length);
        while (values[slot] != NONE) {
            if (keys[slot] == guid) {
                return values[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return NONE;
    }

    /** Keeps a GUID; returns the device that had it before, or -1. */
    int put(long guid, int device) {
        int before = get(guid);
        if (before != NONE) {
            return before;
        }
        if (++size * 2 > keys.length) {
            grow();
        }
        insert(guid, device);
        return NONE;
    }

    private void insert(long guid, int device) {
        int slot = slot(guid, keys.length);
        while (values[slot] != NONE) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = guid;
        values[slot] = device;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = filled(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != NONE) {
                insert(oldKeys[i], oldValues[i]);
            }
        }
    }

    private static int slot(long guid, int length) {
        long mixed = guid * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (length - 1);
    }

    private static int[] filled(int length) {
        int[] values = new int[length];
        Arrays.fill(values, NONE);
        return values;
    }
}
