/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The double-entry ledger: each entry takes a unit from one state and gives it to another, at an instant, recorded at another.
 * Nothing is changed; a correction is a reversal and a new entry. Balances are sums of entries, so their order does not matter.
 */
@NullMarked
package io.plimsoll.capacity.ledger;

import org.jspecify.annotations.NullMarked;
