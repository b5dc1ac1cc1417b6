/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Readiness reports of other systems as evidence of lower assurance: what they say of which node, with the hash of the
 * report. We did not see the measurement, so none of it is ever a PASS of ours.
 */
@NullMarked
package io.plimsoll.acceptance.imports;

import org.jspecify.annotations.NullMarked;
