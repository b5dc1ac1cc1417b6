/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Availability statements as signed documents and as pages. */
@NullMarked
package io.plimsoll.server.statement;

import org.jspecify.annotations.NullMarked;
