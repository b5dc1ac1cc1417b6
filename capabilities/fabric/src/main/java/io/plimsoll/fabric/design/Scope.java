/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names that an expression may use, each with its slot. A child sees its parent's names; slots are never given twice, so
 * that one array serves a whole template.
 */
final class Scope {

    private static final int NAMES_MAX = 200;

    private final Map<String, Integer> slots;
    private final int[] count;

    Scope() {
        this(new TreeMap<>(), new int[1]);
    }

    private Scope(Map<String, Integer> slots, int[] count) {
        this.slots = slots;
        this.count = count;
    }

    Scope child() {
        return new Scope(new TreeMap<>(slots), count);
    }

    /**
     * @throws IllegalArgumentException if the name is not a word or is taken
     */
    int add(String name) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,39}")) {
            throw new IllegalArgumentException("a name of letters, digits and '_' that begins with a letter");
        }
        if (slots.containsKey(name)) {
            throw new IllegalArgumentException("a name that is not used yet");
        }
        if (count[0] >= NAMES_MAX) {
            throw new IllegalArgumentException("at most " + NAMES_MAX + " names in a template");
        }
        slots.put(name, count[0]);
        return count[0]++;
    }

    /** The slot of a name, -1 if the name is not known here. */
    int slot(String name) {
        return slots.getOrDefault(name, -1);
    }

    List<String> names() {
        return new ArrayList<>(slots.keySet());
    }

    /** How many slots the whole template needs so far. */
    int size() {
        return count[0];
    }
}
