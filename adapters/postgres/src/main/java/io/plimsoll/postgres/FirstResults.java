/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/** How a site's nodes did at their first run of a test. */
public record FirstResults(String test, long nodes, long failed) {}
