/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

/**
 * What one unit (an SM) did in one test.
 *
 * @param wrong wrong elements that it computed
 * @param rate in the test's unit of rate; 0 where it cannot be told
 */
public record UnitAccount(String test, int unit, long pieces, long wrong, double rate) {}
