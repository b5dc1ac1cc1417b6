/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll criteria}: learn from a server's record, look, and have the site sign. */
@NullMarked
package io.plimsoll.cli.criteria;

import org.jspecify.annotations.NullMarked;
