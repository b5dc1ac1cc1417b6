/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

/**
 * What the fleet itself showed.
 *
 * @param test the id of a plan's test
 * @param nodes how many nodes had it for the first time
 * @param failed how many of those failed it
 */
public record FleetCount(String test, long nodes, long failed) {}
