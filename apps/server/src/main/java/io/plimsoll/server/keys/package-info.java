/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The keys that sign certificates, sealed at rest. */
@NullMarked
package io.plimsoll.server.keys;

import org.jspecify.annotations.NullMarked;
