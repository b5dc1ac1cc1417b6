/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Work for one kind of execution unit at a time, each with a known answer. */
@NullMarked
package io.plimsoll.gpu.pipe;

import org.jspecify.annotations.NullMarked;
