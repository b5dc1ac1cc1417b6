/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Cabling plans on paper: {@link io.plimsoll.fabric.plan.PlanReader} and {@link io.plimsoll.fabric.plan.PlanWriter} speak our
 * own JSON and CSV and the formats of others, {@link io.plimsoll.fabric.plan.PlanLinter} says whether a plan makes sense.
 *
 * <p>A reader takes all of an input or nothing. What is wrong is told with file, line or cell, what was seen and what was
 * expected; what is merely odd comes along as {@link io.plimsoll.fabric.plan.LintNote notes}.
 */
@NullMarked
package io.plimsoll.fabric.plan;

import org.jspecify.annotations.NullMarked;
