/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which node, NIC, cable or port is bad, from tests that only speak of two or more of them at once.
 *
 * <p>A {@link io.plimsoll.acceptance.locate.Topology} says who hangs where. {@link io.plimsoll.acceptance.locate.Rounds} makes
 * rounds of disjoint pairs, first within a leaf, then across leaves, then across pods. Each result is an {@link
 * io.plimsoll.acceptance.locate.Observation}; the {@link io.plimsoll.acceptance.locate.Localiser} turns all of them into a
 * posterior for each part by belief propagation, with the evidence, and {@link io.plimsoll.acceptance.locate.NextTests} says
 * which pairs to test next. {@link io.plimsoll.acceptance.locate.GroupLadder} comes after the pairs and finds what is bad only
 * together.
 *
 * <p>A part is never passed for want of evidence: what is not decided is INCONCLUSIVE, what was not tested is NOT_RUN.
 */
@NullMarked
package io.plimsoll.acceptance.locate;

import org.jspecify.annotations.NullMarked;
