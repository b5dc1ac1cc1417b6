/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Calendars for other programs. */
@NullMarked
package io.plimsoll.oncall.feed;

import org.jspecify.annotations.NullMarked;
