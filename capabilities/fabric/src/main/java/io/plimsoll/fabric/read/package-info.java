/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads what discovery tools saw: {@code ibnetdiscover} text, {@code lldpctl} JSON in both its shapes, NetQ topology graphs.
 * A dump is read whole or refused with every problem found; nothing is half-read.
 */
@NullMarked
package io.plimsoll.fabric.read;

import org.jspecify.annotations.NullMarked;
