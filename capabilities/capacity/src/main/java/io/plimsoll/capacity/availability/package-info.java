/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Availability of a commitment, five ways from one log, with the shortfalls and outages behind it. */
@NullMarked
package io.plimsoll.capacity.availability;

import org.jspecify.annotations.NullMarked;
