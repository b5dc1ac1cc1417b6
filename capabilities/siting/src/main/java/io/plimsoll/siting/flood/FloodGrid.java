/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;

/**
 * Which of many areas does a footprint touch? Exact, and much faster than a tree of boxes.
 *
 * <p>A grid over all areas. A cell knows which areas cover it whole, and of each other area that reaches into it the edges inside
 * and whether the cell's middle lies in the area. A footprint touches an area if one of their edges cross in a cell that both
 * reach (orientation by exact arithmetic), or else if its first corner lies inside, told by the crossings on the way from the
 * cell's middle, or else if the area lies wholly inside the footprint. Where a corner or middle lies on an edge's line the
 * crossings do not decide and JTS is asked, so that the answer is always that of {@link Geometry#intersects}.
 *
 * <p>Immutable; each thread asks through its own {@link Query}.
 */
public final class FloodGrid {

    private static final int CELLS_A_SHAPE = 48;
    private static final int SIDE_MOST = 2_048;
    /** Cells are widened by this share when edges are sorted in, so that rounding loses none. */
    private static final double WIDEN = 1e-9;

    static final int OUTSIDE = 0;
    static final int INSIDE = 1;
    static final int ASK = 2;
    static final int MIDDLE_BITS = 2;
    private static final int MIDDLE_MASK = 3;

    private final List<PreparedGeometry> shapes;
    private final Envelope[] boxes;
    private final GridFrame frame;
    private final int[] cellStart;
    /** Two numbers an entry: the area's number and what is known of the cell's middle, then the first edge. */
    private final int[] entries;

    private final double[] edges;
    /** No area is smaller than this, so that smaller footprints need not ask whether they hold a whole one. */
    private final double leastWide;

    private final double leastHigh;

    /**
     * @param shapes valid polygons; their order gives the numbers that a query answers with
     */
    public FloodGrid(List<PreparedGeometry> shapes) {
        this.shapes = List.copyOf(shapes);
        this.boxes =
                shapes.stream().map(s -> s.getGeometry().getEnvelopeInternal()).toArray(Envelope[]::new);
        Envelope all = new Envelope();
        for (Envelope box : boxes) {
            all.expandToInclude(box);
        }
        int side = (int) Math.min(SIDE_MOST, Math.max(1, Math.ceil(Math.sqrt((double) CELLS_A_SHAPE * shapes.size()))));
        this.frame = new GridFrame(all, side);
        GridBuilder builder = new GridBuilder(frame, WIDEN);
        for (int i = 0; i < boxes.length; i++) {
            builder.add(i, shapes.get(i).getGeometry());
        }
        GridBuilder.Table table = builder.table();
        this.cellStart = table.cellStart;
        this.entries = table.entries;
        this.edges = table.edges;
        this.leastWide =
                Arrays.stream(boxes).mapToDouble(Envelope::getWidth).min().orElse(0);
        this.leastHigh =
                Arrays.stream(boxes).mapToDouble(Envelope::getHeight).min().orElse(0);
    }

    /** Scratch space of one thread. */
    public Query query() {
        return new Query();
    }

    /** Asks one footprint after another; not to be shared between threads. */
    public final class Query {

        private final int[] seen = new int[boxes.length];
        private final int[] hit = new int[boxes.length];
        private int[] maybe = new int[64];
        private int[] found = new int[64];
        private int maybes;
        private int count;
        private int round;
        private boolean large;

        private Query() {}

        /** How many areas the last footprint touched. */
        public int count() {
            return count;
        }

        /** The number of the i-th area that the last footprint touched. */
        public int found(int i) {
            return found[i];
        }

        /**
         * @param ring x and y of the outer ring's corners in turn, first and last the same; or one position for a point
         * @return how many areas it touches, borders included
         */
        public int touch(double[] ring) {
            round++;
            maybes = 0;
            count = 0;
            double west = ring[0];
            double east = ring[0];
            double south = ring[1];
            double north = ring[1];
            for (int i = 2; i < ring.length; i += 2) {
                west = Math.min(west, ring[i]);
                east = Math.max(east, ring[i]);
                south = Math.min(south, ring[i + 1]);
                north = Math.max(north, ring[i + 1]);
            }
            if (boxes.length == 0 || !frame.reaches(west, south, east, north)) {
                return 0;
            }
            large = east - west >= leastWide && north - south >= leastHigh;
            int lastRow = frame.row(north);
            int lastColumn = frame.column(east);
            for (int row = frame.row(south); row <= lastRow; row++) {
                for (int column = frame.column(west); column <= lastColumn; column++) {
                    cell(row * frame.side() + column, ring, west, south, east, north);
                }
            }
            if (frame.inside(ring[0], ring[1])) {
                corner(ring);
            }
            for (int i = 0; i < maybes; i++) {
                Envelope box = boxes[maybe[i]];
                boolean around = box.getMinX() >= west
                        && box.getMaxX() <= east
                        && box.getMinY() >= south
                        && box.getMaxY() <= north;
                if (around && hit[maybe[i]] != round && shapes.get(maybe[i]).intersects(polygon(ring))) {
                    accept(maybe[i]);
                }
            }
            return count;
        }

        private void cell(int cell, double[] ring, double west, double south, double east, double north) {
            for (int e = 2 * cellStart[cell]; e < 2 * cellStart[cell + 1]; e += 2) {
                int shape = entries[e] >> MIDDLE_BITS;
                if (hit[shape] == round) {
                    continue;
                }
                if (large && seen[shape] != round) {
                    remember(shape);
                }
                for (int k = entries[e + 1]; k < entries[e + 3]; k++) {
                    if (edgeMeets(4 * k, ring, west, south, east, north)) {
                        accept(shape);
                        break;
                    }
                }
            }
        }

        private void remember(int shape) {
            seen[shape] = round;
            if (maybes == maybe.length) {
                maybe = Arrays.copyOf(maybe, 2 * maybes);
            }
            maybe[maybes++] = shape;
        }

        private void accept(int shape) {
            hit[shape] = round;
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = shape;
        }

        private boolean edgeMeets(int at, double[] ring, double west, double south, double east, double north) {
            double ax = edges[at];
            double ay = edges[at + 1];
            double bx = edges[at + 2];
            double by = edges[at + 3];
            if (Math.max(ax, bx) < west
                    || Math.min(ax, bx) > east
                    || Math.max(ay, by) < south
                    || Math.min(ay, by) > north) {
                return false;
            }
            for (int i = 0; i + 3 < ring.length; i += 2) {
                if (meet(ax, ay, bx, by, ring[i], ring[i + 1], ring[i + 2], ring[i + 3])) {
                    return true;
                }
            }
            return false;
        }

        /** Areas whose edges the footprint does not meet, but that hold its first corner. */
        private void corner(double[] ring) {
            int row = frame.row(ring[1]);
            int column = frame.column(ring[0]);
            int cell = row * frame.side() + column;
            for (int e = 2 * cellStart[cell]; e < 2 * cellStart[cell + 1]; e += 2) {
                int shape = entries[e] >> MIDDLE_BITS;
                if (hit[shape] != round) {
                    int place = walk(e, frame.middleX(column), frame.middleY(row), ring[0], ring[1]);
                    if (place == INSIDE || (place == ASK && shapes.get(shape).intersects(polygon(ring)))) {
                        accept(shape);
                    }
                }
            }
        }

        /** From the cell's middle to the corner, turning at each edge that is crossed. */
        private int walk(int entry, double mx, double my, double x, double y) {
            int known = entries[entry] & MIDDLE_MASK;
            if (known == ASK) {
                return ASK;
            }
            boolean inside = known == INSIDE;
            for (int k = 4 * entries[entry + 1]; k < 4 * entries[entry + 3]; k += 4) {
                int corner = turn(edges[k], edges[k + 1], edges[k + 2], edges[k + 3], x, y);
                int middle = turn(edges[k], edges[k + 1], edges[k + 2], edges[k + 3], mx, my);
                if (corner == 0 || middle == 0) {
                    return ASK;
                }
                if (corner != middle) {
                    int from = turn(mx, my, x, y, edges[k], edges[k + 1]);
                    int to = turn(mx, my, x, y, edges[k + 2], edges[k + 3]);
                    if (from == 0 || to == 0) {
                        return ASK;
                    }
                    inside ^= from != to;
                }
            }
            return inside ? INSIDE : OUTSIDE;
        }
    }

    private static int turn(double ax, double ay, double bx, double by, double x, double y) {
        return CGAlgorithmsDD.orientationIndex(ax, ay, bx, by, x, y);
    }

    /** Whether two closed segments share a position. */
    private static boolean meet(
            double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
        if (Math.max(cx, dx) < Math.min(ax, bx)
                || Math.min(cx, dx) > Math.max(ax, bx)
                || Math.max(cy, dy) < Math.min(ay, by)
                || Math.min(cy, dy) > Math.max(ay, by)) {
            return false;
        }
        int c = turn(ax, ay, bx, by, cx, cy);
        int d = turn(ax, ay, bx, by, dx, dy);
        if (c == d && c != 0) {
            return false;
        }
        int a = turn(cx, cy, dx, dy, ax, ay);
        int b = turn(cx, cy, dx, dy, bx, by);
        return a != b || a == 0;
    }

    private static final GeometryFactory GEO = new GeometryFactory();

    private static Geometry polygon(double[] ring) {
        if (ring.length == 2) {
            return GEO.createPoint(new CoordinateXY(ring[0], ring[1]));
        }
        Coordinate[] out = new Coordinate[ring.length / 2];
        for (int i = 0; i < out.length; i++) {
            out[i] = new CoordinateXY(ring[2 * i], ring[2 * i + 1]);
        }
        return GEO.createPolygon(out);
    }
}
