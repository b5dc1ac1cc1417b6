/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tells browsers what changed, as soon as it is committed. */
@NullMarked
package io.plimsoll.server.events;

import org.jspecify.annotations.NullMarked;
