/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rules as data: detectors, correlation over the topology, budgets, the ladder of remedies, probation. Shipped as YAML, overridable, each with its reason. */
@NullMarked
package io.plimsoll.health.rules;

import org.jspecify.annotations.NullMarked;
