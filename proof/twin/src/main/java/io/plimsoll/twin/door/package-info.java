/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The site's only way to the record: the HTTP API. */
@NullMarked
package io.plimsoll.twin.door;

import org.jspecify.annotations.NullMarked;
