/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import java.util.OptionalDouble;

/**
 * What one skipped test lets through.
 *
 * @param share of all nodes, those that the test flags; empty where no source says
 * @param badNodesAlone how many bad nodes leaving out this test alone lets through; empty where no source says
 */
public record TestLeak(
        String test,
        String title,
        boolean required,
        OptionalDouble share,
        OptionalDouble badNodesAlone,
        String source) {}
