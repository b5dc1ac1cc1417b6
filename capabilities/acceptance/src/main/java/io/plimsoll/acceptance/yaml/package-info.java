/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** YAML that still knows its lines. */
@NullMarked
package io.plimsoll.acceptance.yaml;

import org.jspecify.annotations.NullMarked;
