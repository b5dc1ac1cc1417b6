/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The noun {@code crew}: schedules of projects, routes of technicians, and what the law of working time leaves of a day. */
@NullMarked
package io.plimsoll.cli.crew;

import org.jspecify.annotations.NullMarked;
