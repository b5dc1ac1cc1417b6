/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

import io.plimsoll.siting.Height;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Geometry;

/**
 * One area of a flood map.
 *
 * @param shape polygons in WGS 84, valid
 * @param baseFlood static base flood elevation of the area
 * @param depthMetres depth of zone AO
 * @param layer file and place in it, such as {@code flood-zones.geojson#12}
 * @param source who mapped it, as far as told
 */
public record FloodPolygon(
        Geometry shape,
        FloodZone zone,
        Optional<Height> baseFlood,
        OptionalDouble depthMetres,
        String layer,
        String source) {}
