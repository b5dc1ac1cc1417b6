/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Contacts that nobody reads: sealed at rest, opened only by the relay, redacted in chat. */
@NullMarked
package io.plimsoll.oncall.vault;

import org.jspecify.annotations.NullMarked;
