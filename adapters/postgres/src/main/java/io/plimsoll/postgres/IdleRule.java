/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;

/**
 * How a site's idle nodes are checked.
 *
 * @param everyHours how long a node is left alone after a check or its certificate; 0 for not at all
 * @param atOnce nodes that are checked side by side; 0 for none
 */
public record IdleRule(String plan, int everyHours, int atOnce, String setBy, Instant setAt) {}
