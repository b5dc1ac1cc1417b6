/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What an insurer or lender asks for, as data with sources. */
@NullMarked
package io.plimsoll.siting.profile;

import org.jspecify.annotations.NullMarked;
