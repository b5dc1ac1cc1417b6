/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What on-call costs the people who do it, by person and in aggregate. */
@NullMarked
package io.plimsoll.oncall.burden;

import org.jspecify.annotations.NullMarked;
