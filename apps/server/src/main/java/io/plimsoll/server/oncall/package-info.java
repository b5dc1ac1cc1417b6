/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The escalation actor: takes pages from step to step and sends what is to be sent. */
@NullMarked
package io.plimsoll.server.oncall;

import org.jspecify.annotations.NullMarked;
