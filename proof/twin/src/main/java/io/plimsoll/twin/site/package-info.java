/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The people and processes of the simulated site: trucks, crews, technicians, test slots. */
@NullMarked
package io.plimsoll.twin.site;

import org.jspecify.annotations.NullMarked;
