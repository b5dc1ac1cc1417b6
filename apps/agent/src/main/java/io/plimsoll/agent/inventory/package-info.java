/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads what a host is made of, from the kernel's own files and a few tools; what cannot be read is told, not guessed. */
@NullMarked
package io.plimsoll.agent.inventory;

import org.jspecify.annotations.NullMarked;
