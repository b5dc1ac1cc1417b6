/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Test plans as data: read, validated with all errors at once, and the shipped ones. */
@NullMarked
package io.plimsoll.acceptance.plan;

import org.jspecify.annotations.NullMarked;
