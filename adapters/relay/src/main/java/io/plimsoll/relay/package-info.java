/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sends pages by mail, text message and signed webhook. Contacts are in the clear here and nowhere else, for the moment of sending. */
@NullMarked
package io.plimsoll.relay;

import org.jspecify.annotations.NullMarked;
