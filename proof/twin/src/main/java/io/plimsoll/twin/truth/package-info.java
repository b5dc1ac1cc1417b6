/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What physically stands and hangs in the simulated site, kept apart from what the record says. */
@NullMarked
package io.plimsoll.twin.truth;

import org.jspecify.annotations.NullMarked;
