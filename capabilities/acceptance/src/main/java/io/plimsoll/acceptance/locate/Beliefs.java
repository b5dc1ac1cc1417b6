/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

/**
 * What an inference says.
 *
 * @param posterior chance that a part is bad
 * @param evidence log likelihood ratio (bad against good) that each factor gives each of its parts; in the factor's order:
 *     shared parts, then each test's own
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of an inner loop, never compared
record Beliefs(double[] posterior, double[][] evidence, int iterations, boolean converged) {}
