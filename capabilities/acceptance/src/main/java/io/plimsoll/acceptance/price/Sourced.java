/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

/** A number that somebody answers for. */
public record Sourced(double value, String source) {}
