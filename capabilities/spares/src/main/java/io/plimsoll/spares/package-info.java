/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How many spares of which part at which site: demand laws, two echelons, least cost for a budget or a target, and a simulation that checks each answer. Pure: records in, records out; the seed is handed in. */
@NullMarked
package io.plimsoll.spares;

import org.jspecify.annotations.NullMarked;
