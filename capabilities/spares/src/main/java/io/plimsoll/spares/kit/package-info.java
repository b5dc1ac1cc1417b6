/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a travelling crew takes along. */
@NullMarked
package io.plimsoll.spares.kit;

import org.jspecify.annotations.NullMarked;
