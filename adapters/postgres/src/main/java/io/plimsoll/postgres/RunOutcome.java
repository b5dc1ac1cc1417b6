/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitState;
import java.util.OptionalLong;

/** What the end of a run changed. */
public record RunOutcome(UnitState state, OptionalLong certificateId) {}
