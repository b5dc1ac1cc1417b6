/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes of technicians with skills, tools and parts through requests with time windows (TRSP), and what a day of them costs. */
@NullMarked
package io.plimsoll.crew.route;

import org.jspecify.annotations.NullMarked;
