/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

/** What a blocker holds up. */
public sealed interface Target {

    String name();

    /** A node, a rack or an SU: whatever the plan counts GPUs by. */
    record Unit(String name) implements Target {
        @Override
        public String toString() {
            return "unit:" + name;
        }
    }

    /** A work package of the bring-up, which cannot start. */
    record Work(String name) implements Target {
        @Override
        public String toString() {
            return "package:" + name;
        }
    }

    /** A commitment that cannot begin, however many GPUs are there. */
    record Commitment(String name) implements Target {
        @Override
        public String toString() {
            return "commitment:" + name;
        }
    }
}
