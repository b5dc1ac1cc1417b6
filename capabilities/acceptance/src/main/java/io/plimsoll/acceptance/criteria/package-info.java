/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Limits that are learned from the fleet. {@link io.plimsoll.acceptance.criteria.Samples} hold what was measured, {@link
 * io.plimsoll.acceptance.criteria.Learner} finds for each metric the centre of the healthy nodes and how far below it a
 * healthy node may be, {@link io.plimsoll.acceptance.criteria.CriteriaJudge} judges nodes by the result, a versioned and
 * signable {@link io.plimsoll.acceptance.criteria.CriterionSet}. docs/concepts/criteria.md has the formulas.
 *
 * <p>Everything here is a function of its arguments: the order of nodes and the number of threads change nothing.
 */
@NullMarked
package io.plimsoll.acceptance.criteria;

import org.jspecify.annotations.NullMarked;
