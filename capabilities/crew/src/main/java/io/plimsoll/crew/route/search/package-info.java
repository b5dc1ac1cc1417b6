/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Finds short routes by taking requests out and putting them back. */
@NullMarked
package io.plimsoll.crew.route.search;

import org.jspecify.annotations.NullMarked;
