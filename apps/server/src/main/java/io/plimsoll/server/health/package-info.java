/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The server side of fleet health: signals are kept before they are acknowledged, one thread a site runs the engine over them, and what it decided goes on the record. */
@NullMarked
package io.plimsoll.server.health;

import org.jspecify.annotations.NullMarked;
