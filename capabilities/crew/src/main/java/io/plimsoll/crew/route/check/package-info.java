/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Checks routes without anything of the search. */
@NullMarked
package io.plimsoll.crew.route.check;

import org.jspecify.annotations.NullMarked;
