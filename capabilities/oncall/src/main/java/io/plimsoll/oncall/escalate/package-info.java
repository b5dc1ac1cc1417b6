/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** From alert to answer: grouping, throttles and the escalation of a page, as a state machine without a clock. */
@NullMarked
package io.plimsoll.oncall.escalate;

import org.jspecify.annotations.NullMarked;
