/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll agent}: the daemon on a node, and the tokens that let it in. */
@NullMarked
package io.plimsoll.cli.agent;

import org.jspecify.annotations.NullMarked;
