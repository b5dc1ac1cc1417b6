/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** May this building hold GPUs: flood zones, elevations, distances and scored criteria, each with its source; unknown is never safe. Pure: records in, records out. */
@NullMarked
package io.plimsoll.siting;

import org.jspecify.annotations.NullMarked;
