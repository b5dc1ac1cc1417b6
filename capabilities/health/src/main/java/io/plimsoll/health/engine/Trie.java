/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map that never changes: {@link #put} and {@link #remove} give another one that shares almost all of its nodes (a hash array
 * mapped trie, Bagwell 2001, of 32 ways). So a state costs nothing to keep, to compare or to go back to. Keys are texts; what
 * {@link #each} visits depends on the keys alone, never on the order in which they came.
 */
final class Trie<V> {

    private static final int BITS = 5;
    private static final int MASK = 31;
    private static final int DEPTH_MAX = 7;

    private final @Nullable Object root;
    private final int size;

    private Trie(@Nullable Object root, int size) {
        this.root = root;
        this.size = size;
    }

    private record Leaf(String key, Object value) {}

    @SuppressWarnings("ArrayRecordComponent") // never leaves this class, never written after it was made
    private record Branch(int bitmap, Object[] slots) {}

    /** Keys with one hash, in order. */
    private record Bucket(List<Leaf> leaves) {}

    static <V> Trie<V> empty() {
        return new Trie<>(null, 0);
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    V get(String key) {
        int hash = hash(key);
        Object at = root;
        for (int shift = 0; at instanceof Branch branch; shift += BITS) {
            int bit = 1 << ((hash >>> shift) & MASK);
            at = (branch.bitmap & bit) == 0 ? null : branch.slots[Integer.bitCount(branch.bitmap & (bit - 1))];
        }
        if (at instanceof Leaf leaf) {
            return leaf.key.equals(key) ? (V) leaf.value : null;
        }
        if (at instanceof Bucket bucket) {
            for (Leaf leaf : bucket.leaves) {
                if (leaf.key.equals(key)) {
                    return (V) leaf.value;
                }
            }
        }
        return null;
    }

    V get(String key, V otherwise) {
        V found = get(key);
        return found == null ? otherwise : found;
    }

    Trie<V> put(String key, V value) {
        boolean there = get(key) != null;
        return new Trie<>(put(root, 0, hash(key), new Leaf(key, value)), there ? size : size + 1);
    }

    Trie<V> remove(String key) {
        return get(key) == null ? this : new Trie<>(remove(root, 0, hash(key), key), size - 1);
    }

    @SuppressWarnings("unchecked")
    void each(BiConsumer<String, V> visit) {
        each(root, (key, value) -> visit.accept(key, (V) value));
    }

    private static void each(@Nullable Object at, BiConsumer<String, Object> visit) {
        if (at instanceof Leaf leaf) {
            visit.accept(leaf.key, leaf.value);
        } else if (at instanceof Bucket bucket) {
            bucket.leaves.forEach(leaf -> visit.accept(leaf.key, leaf.value));
        } else if (at instanceof Branch branch) {
            for (Object slot : branch.slots) {
                each(slot, visit);
            }
        }
    }

    private static Object put(@Nullable Object at, int depth, int hash, Leaf leaf) {
        if (at == null) {
            return leaf;
        }
        if (at instanceof Branch branch) {
            int bit = 1 << ((hash >>> (depth * BITS)) & MASK);
            int index = Integer.bitCount(branch.bitmap & (bit - 1));
            if ((branch.bitmap & bit) == 0) {
                return new Branch(branch.bitmap | bit, inserted(branch.slots, index, leaf));
            }
            Object[] slots = branch.slots.clone();
            slots[index] = put(slots[index], depth + 1, hash, leaf);
            return new Branch(branch.bitmap, slots);
        }
        if (at instanceof Leaf other && other.key.equals(leaf.key)) {
            return leaf;
        }
        if (depth >= DEPTH_MAX) {
            return bucket(at, leaf);
        }
        int otherHash = at instanceof Leaf other ? hash(other.key) : 0;
        Object branch = new Branch(1 << ((otherHash >>> (depth * BITS)) & MASK), new Object[] {at});
        return put(branch, depth, hash, leaf);
    }

    private static Bucket bucket(Object at, Leaf leaf) {
        List<Leaf> leaves = new ArrayList<>(at instanceof Bucket bucket ? bucket.leaves : List.of((Leaf) at));
        leaves.removeIf(l -> l.key.equals(leaf.key));
        leaves.add(leaf);
        leaves.sort((a, b) -> a.key.compareTo(b.key));
        return new Bucket(List.copyOf(leaves));
    }

    private static @Nullable Object remove(@Nullable Object at, int depth, int hash, String key) {
        if (at instanceof Branch branch) {
            int bit = 1 << ((hash >>> (depth * BITS)) & MASK);
            int index = Integer.bitCount(branch.bitmap & (bit - 1));
            Object below = remove(branch.slots[index], depth + 1, hash, key);
            if (below != null) {
                Object[] slots = branch.slots.clone();
                slots[index] = below;
                return new Branch(branch.bitmap, slots);
            }
            return branch.slots.length == 1 ? null : new Branch(branch.bitmap & ~bit, without(branch.slots, index));
        }
        if (at instanceof Bucket bucket) {
            List<Leaf> left =
                    bucket.leaves.stream().filter(l -> !l.key.equals(key)).toList();
            return left.isEmpty() ? null : new Bucket(left);
        }
        return null;
    }

    private static Object[] inserted(Object[] slots, int index, Object slot) {
        Object[] more = new Object[slots.length + 1];
        System.arraycopy(slots, 0, more, 0, index);
        more[index] = slot;
        System.arraycopy(slots, index, more, index + 1, slots.length - index);
        return more;
    }

    private static Object[] without(Object[] slots, int index) {
        Object[] fewer = new Object[slots.length - 1];
        System.arraycopy(slots, 0, fewer, 0, index);
        System.arraycopy(slots, index + 1, fewer, index, fewer.length - index);
        return fewer;
    }

    private static int hash(String key) {
        int hash = key.hashCode();
        return hash ^ (hash >>> 16);
    }
}
