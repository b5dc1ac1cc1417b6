/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tests of several nodes together. A failed pair speaks of two nodes and all that lies between them, so no single result is a
 * node's verdict: all results of a test are decoded together, tests that would tell more are asked for, and then each node
 * gets a verdict with the results that led to it.
 */
@NullMarked
package io.plimsoll.acceptance.campaign.joint;

import org.jspecify.annotations.NullMarked;
