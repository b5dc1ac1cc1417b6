/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The noun {@code health}: read signals, rules, replay. */
@NullMarked
package io.plimsoll.cli.health;

import org.jspecify.annotations.NullMarked;
