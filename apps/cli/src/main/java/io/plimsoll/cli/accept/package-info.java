/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll accept}: test the very host it runs on, read tools' logs. */
@NullMarked
package io.plimsoll.cli.accept;

import org.jspecify.annotations.NullMarked;
