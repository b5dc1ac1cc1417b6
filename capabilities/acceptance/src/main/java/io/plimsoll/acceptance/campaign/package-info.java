/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A campaign's plan: which test runs on which nodes when, under the power that the halls and racks have. The plan is
 * immutable and names its parent; whoever runs it makes no choices.
 */
@NullMarked
package io.plimsoll.acceptance.campaign;

import org.jspecify.annotations.NullMarked;
