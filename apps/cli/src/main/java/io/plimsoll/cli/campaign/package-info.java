/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll campaign}: campaigns of a server, as its client. */
@NullMarked
package io.plimsoll.cli.campaign;

import org.jspecify.annotations.NullMarked;
