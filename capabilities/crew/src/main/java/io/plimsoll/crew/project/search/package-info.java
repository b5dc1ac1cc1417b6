/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Finds short schedules: schedule generation in both directions, a genetic search over them, and bounds that prove some of them shortest. */
@NullMarked
package io.plimsoll.crew.project.search;

import org.jspecify.annotations.NullMarked;
