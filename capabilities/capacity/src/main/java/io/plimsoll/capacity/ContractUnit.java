/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity;

/** What a commitment counts: one of these, delivered or not delivered as a whole. */
public sealed interface ContractUnit {

    /** Nodes that one unit is made of; 0 where GPUs are counted by themselves. */
    int nodes();

    /** How it is said to people. */
    String says();

    /** A single GPU, wherever it stands. */
    record Gpu() implements ContractUnit {
        @Override
        public int nodes() {
            return 0;
        }

        @Override
        public String says() {
            return "GPU";
        }
    }

    /** A node with all its GPUs, wherever it stands. */
    record Node() implements ContractUnit {
        @Override
        public int nodes() {
            return 1;
        }

        @Override
        public String says() {
            return "node";
        }
    }

    /**
     * A rack of {@code n} nodes that counts while at least {@code k} of them are up. A node of a rack below {@code k} is not
     * deliverable, and a node of another rack cannot take its place.
     */
    record Rack(int k, int n) implements ContractUnit {
        @Override
        public int nodes() {
            return n;
        }

        @Override
        public String says() {
            return "rack, " + k + " of " + n;
        }
    }

    /** {@code nodes} nodes side by side in site order (rack by rack, slot by slot), with no other between them. */
    record Block(int nodes) implements ContractUnit {
        @Override
        public String says() {
            return "contiguous block of " + nodes + " nodes";
        }
    }
}
