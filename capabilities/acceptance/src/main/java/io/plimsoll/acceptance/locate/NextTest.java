/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.List;

/**
 * A test worth running.
 *
 * @param why in words
 * @param bits expected drop of entropy, in bits
 * @param minutes that it takes
 */
public record NextTest(List<String> nodes, Layer layer, String why, double bits, double minutes) {
    public NextTest {
        nodes = List.copyOf(nodes);
    }

    /** What the tests are ranked by. */
    public double bitsPerMinute() {
        return bits / minutes;
    }
}
