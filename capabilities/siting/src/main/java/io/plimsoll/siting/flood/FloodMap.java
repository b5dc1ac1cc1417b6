/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** The flood areas of all layers, found by place. Shares are of the footprint's area; degrees do, since both are in degrees. */
public final class FloodMap {

    /** A share below this is rounding of coordinates. */
    static final double SHARE_LEAST = 1e-7;

    private final STRtree tree = new STRtree();
    private final Envelope extent = new Envelope();

    public FloodMap(List<FloodPolygon> areas) {
        for (FloodPolygon area : areas) {
            tree.insert(
                    area.shape().getEnvelopeInternal(), new Entry(area, PreparedGeometryFactory.prepare(area.shape())));
            extent.expandToInclude(area.shape().getEnvelopeInternal());
        }
        tree.build();
    }

    private record Entry(FloodPolygon area, PreparedGeometry shape) {}

    /**
     * An area that the footprint touches.
     *
     * @param share of the footprint, 0 to 1; 1 for a point
     */
    public record Touched(FloodPolygon area, double share) {}

    /**
     * What lies under a footprint.
     *
     * @param touched the worst first
     * @param covered share of the footprint that lies in any area
     */
    public record Cover(List<Touched> touched, double covered) {

        public Optional<Touched> worst() {
            return touched.isEmpty() ? Optional.empty() : Optional.of(touched.getFirst());
        }
    }

    public boolean isEmpty() {
        return extent.isNull();
    }

    /** The box around all areas. */
    public Envelope extent() {
        return extent.copy();
    }

    /** Which areas the footprint or point touches. A footprint that shares only a border with an area does not touch it. */
    public Cover at(Geometry footprint) {
        List<Touched> touched = new ArrayList<>();
        List<Geometry> parts = new ArrayList<>();
        double area = footprint.getArea();
        for (Entry entry : candidates(footprint.getEnvelopeInternal())) {
            if (!entry.shape().intersects(footprint)) {
                continue;
            }
            if (area == 0) {
                touched.add(new Touched(entry.area(), 1));
            } else if (entry.shape().covers(footprint)) {
                touched.add(new Touched(entry.area(), 1));
                parts.add(footprint);
            } else {
                Geometry part = OverlayNGRobust.overlay(entry.area().shape(), footprint, OverlayNG.INTERSECTION);
                double share = part.getArea() / area;
                if (share > SHARE_LEAST) {
                    touched.add(new Touched(entry.area(), Math.min(1, share)));
                    parts.add(part);
                }
            }
        }
        touched.sort(Comparator.comparing((Touched t) -> t.area().zone().meaning())
                .thenComparingDouble(t -> -t.share())
                .thenComparing(t -> t.area().layer()));
        return new Cover(List.copyOf(touched), covered(touched, parts, area));
    }

    private static double covered(List<Touched> touched, List<Geometry> parts, double area) {
        if (touched.stream().anyMatch(t -> t.share() == 1)) {
            return 1;
        }
        return parts.isEmpty() ? 0 : Math.min(1, OverlayNGRobust.union(parts).getArea() / area);
    }

    @SuppressWarnings("unchecked")
    private List<Entry> candidates(Envelope box) {
        return tree.query(box);
    }
}
