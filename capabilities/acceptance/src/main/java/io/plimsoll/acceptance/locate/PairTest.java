/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.List;

/** Two nodes to be tested together. */
public record PairTest(String a, String b, Layer layer) {
    public List<String> nodes() {
        return List.of(a, b);
    }
}
