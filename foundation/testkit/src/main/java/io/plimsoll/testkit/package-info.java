/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Help for tests: seeded generators that print how to replay a failure, and the shared real-world data. */
@NullMarked
package io.plimsoll.testkit;

import org.jspecify.annotations.NullMarked;
