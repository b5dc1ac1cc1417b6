/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

/**
 * One number that a test measured.
 *
 * @param metric in snake case, as test plans name it
 * @param unit as criteria write units
 * @param scope what it was measured on, {@code gpu:0}
 */
public record Figure(String metric, double value, String unit, String scope) {}
