/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Published demand rates with their sources; no rate without one. */
@NullMarked
package io.plimsoll.spares.priors;

import org.jspecify.annotations.NullMarked;
