/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.carbon;

/**
 * An emission or water factor with where it holds and where it comes from.
 *
 * @param quantity {@code location}, {@code residual}, {@code water} or a name of the pack's own
 * @param value in {@code unit}
 */
public record Factor(
        String quantity, String zone, int year, double value, String unit, String source, String licence, long line) {}
