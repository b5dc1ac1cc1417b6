/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Writes what real tools print: discovery dumps and test logs. */
@NullMarked
package io.plimsoll.twin.text;

import org.jspecify.annotations.NullMarked;
