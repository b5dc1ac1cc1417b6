/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitState;
import java.util.Optional;

/**
 * Which nodes to list, by name.
 *
 * @param text part of a name or serial, empty for all
 * @param rack a rack's name, empty for all
 * @param after the last name of the page before, empty for the first page
 * @param limit at most 1,000
 */
public record NodeQuery(Optional<UnitState> state, String text, String rack, String after, int limit) {}
