/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll accept criteria}: learn, judge, explain, replay, sign and verify learned criteria on files. */
@NullMarked
package io.plimsoll.cli.accept.criteria;

import org.jspecify.annotations.NullMarked;
