/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Working-time law as data: rules with their sources, a checker of what was worked, and what is left of it. Durations are between instants, so that a change of clocks or of zone makes no hour; weeks, days and nights are local. */
@NullMarked
package io.plimsoll.crew.law;

import org.jspecify.annotations.NullMarked;
