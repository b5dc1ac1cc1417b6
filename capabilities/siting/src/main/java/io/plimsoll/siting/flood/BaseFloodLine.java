/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

import io.plimsoll.siting.Height;
import org.locationtech.jts.geom.Geometry;

/** A line of a flood map along which the water of the 1 % flood stands at one height. */
public record BaseFloodLine(Geometry shape, Height height, String layer) {}
