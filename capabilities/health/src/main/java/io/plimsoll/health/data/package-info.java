/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** JSON and YAML with the line of each value, for readers that must say where a thing was wrong. */
@NullMarked
package io.plimsoll.health.data;

import org.jspecify.annotations.NullMarked;
