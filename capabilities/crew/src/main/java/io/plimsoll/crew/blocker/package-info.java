/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is in the way: who owns it, when it will be gone, what it holds up, and what that costs. The price of a blocker is the plan with it less the plan without it. */
@NullMarked
package io.plimsoll.crew.blocker;

import org.jspecify.annotations.NullMarked;
