/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting;

/**
 * A figure of the place that is scored: quake, wind, heat, water stress, grid carbon, power lead time.
 *
 * @param value in the unit that is given with it
 * @param source who says so; a figure without a source is not counted
 */
public record Criterion(String name, double value, String unit, String source) {}
