/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The verdict: a profile's rules held against a building and its layers, one reason a rule. */
@NullMarked
package io.plimsoll.siting.assess;

import org.jspecify.annotations.NullMarked;
