/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** The flood areas of all layers, found by place. Shares are of the footprint's area; degrees do, since both are in degrees. */
public final class FloodMap {

    /** A share below this is rounding of coordinates. */
    static final double SHARE_LEAST = 1e-7;

    private final List<Entry> entries;
    private final FloodGrid grid;
    private final Envelope extent = new Envelope();

    public FloodMap(List<FloodPolygon> areas) {
        entries = areas.stream()
                .map(a -> new Entry(a, PreparedGeometryFactory.prepare(a.shape())))
                .toList();
        grid = new FloodGrid(entries.stream().map(Entry::shape).toList());
        for (FloodPolygon area : areas) {
            extent.expandToInclude(area.shape().getEnvelopeInternal());
        }
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
        for (Entry entry : touching(footprint)) {
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

    /** In the order of the layers, so that an answer does not depend on the grid. */
    private List<Entry> touching(Geometry footprint) {
        BitSet out = new BitSet();
        FloodGrid.Query query = grid.query();
        for (int i = 0; i < footprint.getNumGeometries(); i++) {
            Geometry part = footprint.getGeometryN(i);
            Coordinate[] corners = part instanceof Polygon polygon
                    ? polygon.getExteriorRing().getCoordinates()
                    : part.getCoordinates();
            double[] ring = new double[2 * corners.length];
            for (int c = 0; c < corners.length; c++) {
                ring[2 * c] = corners[c].x;
                ring[2 * c + 1] = corners[c].y;
            }
            int found = query.touch(ring);
            for (int f = 0; f < found; f++) {
                out.set(query.found(f));
            }
        }
        return out.stream().mapToObj(entries::get).toList();
    }
}
