/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who does what where and when: routes of technicians, resource-bound schedules of a bring-up, and the law of working time as data. Pure: records in, records out; seed and time budget are handed in. */
@NullMarked
package io.plimsoll.crew;

import org.jspecify.annotations.NullMarked;
