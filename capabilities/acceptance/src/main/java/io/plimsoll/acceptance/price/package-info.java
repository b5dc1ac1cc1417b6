/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a skipped test costs: how many bad nodes it is expected to let through, which customer hours they interrupt, and what
 * the contract then asks. Every rate has a source; a rate without one is asked for.
 */
@NullMarked
package io.plimsoll.acceptance.price;

import org.jspecify.annotations.NullMarked;
