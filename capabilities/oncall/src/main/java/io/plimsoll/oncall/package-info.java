/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who is called, who answers, and what it costs them: schedules, escalation, burden, and the vault that keeps contacts unreadable. Pure: clock, entropy and stores are handed in. */
@NullMarked
package io.plimsoll.oncall;

import org.jspecify.annotations.NullMarked;
