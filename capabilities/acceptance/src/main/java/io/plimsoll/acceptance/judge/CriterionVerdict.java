/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.judge;

import io.plimsoll.acceptance.Criterion;
import io.plimsoll.model.Verdict;

/**
 * What one criterion says of one test's measurements.
 *
 * @param reason the worst value and where it was measured, or why nothing could be said
 */
public record CriterionVerdict(Criterion criterion, Verdict verdict, String reason) {}
