/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import java.util.OptionalLong;

/**
 * What the campaign's nodes may draw together. An empty limit is none.
 *
 * @param hallWatts in one hall, at any instant
 * @param rackWatts in one rack, at any instant
 * @param rampWattsPerMinute by how much one hall's draw may rise within any sixty seconds
 */
public record PowerLimits(OptionalLong hallWatts, OptionalLong rackWatts, OptionalLong rampWattsPerMinute) {

    public static final PowerLimits NONE =
            new PowerLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
