/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Energy, water and carbon of a site from its meters to the filed report, each number traceable to readings. Pure: records in, records out. */
@NullMarked
package io.plimsoll.sustain;

import org.jspecify.annotations.NullMarked;
