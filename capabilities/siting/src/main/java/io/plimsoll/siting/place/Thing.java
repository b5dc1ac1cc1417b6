/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.place;

import org.locationtech.jts.geom.Geometry;

/**
 * A railway, an airport, a plant: something whose distance counts.
 *
 * @param wet its own layer says that it lies in a flood area, as roads of a flood study do
 * @param layer file and place in it
 */
public record Thing(Surrounding kind, Geometry shape, String name, boolean wet, String layer) {}
