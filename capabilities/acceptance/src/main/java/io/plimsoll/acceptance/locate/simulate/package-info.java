/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Fleets with known faults, so that a way of localising them can be counted: ours, and those of peers, re-built, under the same
 * assumptions and the same draws.
 *
 * <p>The assumptions are those of the reference's table: a bad part shows in a test with probability 1 - miss, independently; a
 * test in which nothing shows fails with probability flake; a round is one parallel set of tests that share no node.
 */
@NullMarked
package io.plimsoll.acceptance.locate.simulate;

import org.jspecify.annotations.NullMarked;
