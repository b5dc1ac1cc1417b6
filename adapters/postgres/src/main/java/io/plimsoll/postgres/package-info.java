/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The record in PostgreSQL: embedded or external, schema, journal, repositories. */
@NullMarked
package io.plimsoll.postgres;

import org.jspecify.annotations.NullMarked;
