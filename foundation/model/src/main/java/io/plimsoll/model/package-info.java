/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The words of a GPU cloud: identifiers, units, states, evidence.
 *
 * <p>Every unit walks one line, {@link io.plimsoll.model.UnitState}; a step needs a piece of {@link
 * io.plimsoll.model.EvidenceKind evidence}, and {@link io.plimsoll.model.Step} is the table of all steps that exist.
 * What a check says is a {@link io.plimsoll.model.Verdict}; how well a cable was checked is an {@link
 * io.plimsoll.model.AssuranceLevel}. What is wrong with an input is an {@link io.plimsoll.model.InputProblem}.
 *
 * <p>This room depends on the JDK only. It does no input or output and keeps no state.
 */
@NullMarked
package io.plimsoll.model;

import org.jspecify.annotations.NullMarked;
