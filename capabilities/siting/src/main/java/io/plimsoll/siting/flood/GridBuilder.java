/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

import java.util.Arrays;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/** Sorts the edges of many areas into the cells of a grid. */
final class GridBuilder {

    private final GridFrame frame;
    private final double widen;
    /** Of the area at hand: cell in the upper half, number of the edge in the lower. */
    private long[] touches = new long[1_024];

    private int touchCount;
    private double[] own = new double[4_096];
    private int ownCount;

    private int[] entryCell = new int[4_096];
    private int[] entryShape = new int[4_096];
    private int[] entryEdges = new int[4_097];
    private int[] entryMiddle = new int[4_096];
    private int entries;
    private double[] edges = new double[16_384];
    private int edgeCount;

    GridBuilder(GridFrame frame, double widen) {
        this.frame = frame;
        this.widen = widen;
    }

    /** Entries sorted by cell. */
    static final class Table {
        /** First entry of each cell, and one more. */
        final int[] cellStart;
        /** Two numbers an entry, and two more: the area's number shifted with what is known of the middle, then the first edge. */
        final int[] entries;
        /** Four numbers an edge. */
        final double[] edges;

        Table(int[] cellStart, int[] entries, double[] edges) {
            this.cellStart = cellStart;
            this.entries = entries;
            this.edges = edges;
        }
    }

    void add(int shape, Geometry area) {
        touchCount = 0;
        ownCount = 0;
        for (int i = 0; i < area.getNumGeometries(); i++) {
            if (area.getGeometryN(i) instanceof Polygon polygon) {
                ring(polygon.getExteriorRing().getCoordinateSequence());
                for (int h = 0; h < polygon.getNumInteriorRing(); h++) {
                    ring(polygon.getInteriorRingN(h).getCoordinateSequence());
                }
            }
        }
        Arrays.sort(touches, 0, touchCount);
        Envelope box = area.getEnvelopeInternal();
        if (box.isNull()) {
            return;
        }
        box = box.copy();
        box.expandBy(2 * frame.wide() * widen, 2 * frame.high() * widen);
        IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(area);
        int next = 0;
        for (int row = frame.row(box.getMinY()); row <= frame.row(box.getMaxY()); row++) {
            for (int column = frame.column(box.getMinX()); column <= frame.column(box.getMaxX()); column++) {
                next = cell(shape, row, column, next, locator);
            }
        }
    }

    private int cell(int shape, int row, int column, int from, IndexedPointInAreaLocator locator) {
        int cell = row * frame.side() + column;
        Coordinate middle = new CoordinateXY(frame.middleX(column), frame.middleY(row));
        int place = switch (locator.locate(middle)) {
            case Location.INTERIOR -> FloodGrid.INSIDE;
            case Location.EXTERIOR -> FloodGrid.OUTSIDE;
            default -> FloodGrid.ASK;
        };
        boolean edged = from < touchCount && (int) (touches[from] >>> 32) == cell;
        if (place == FloodGrid.OUTSIDE && !edged) {
            return from;
        }
        room();
        entryCell[entries] = cell;
        entryShape[entries] = shape;
        entryMiddle[entries] = place;
        entryEdges[entries] = edgeCount;
        int next = from;
        while (next < touchCount && (int) (touches[next] >>> 32) == cell) {
            int edge = 4 * (int) touches[next];
            if (4 * edgeCount + 4 > edges.length) {
                edges = Arrays.copyOf(edges, 2 * edges.length);
            }
            System.arraycopy(own, edge, edges, 4 * edgeCount, 4);
            edgeCount++;
            next++;
        }
        entries++;
        entryEdges[entries] = edgeCount;
        return next;
    }

    private void room() {
        if (entries + 1 == entryCell.length) {
            int more = 2 * entryCell.length;
            entryCell = Arrays.copyOf(entryCell, more);
            entryShape = Arrays.copyOf(entryShape, more);
            entryMiddle = Arrays.copyOf(entryMiddle, more);
            entryEdges = Arrays.copyOf(entryEdges, more + 1);
        }
    }

    private void ring(CoordinateSequence ring) {
        for (int i = 0; i + 1 < ring.size(); i++) {
            edge(ring.getX(i), ring.getY(i), ring.getX(i + 1), ring.getY(i + 1));
        }
    }

    private void edge(double ax, double ay, double bx, double by) {
        if (4 * ownCount + 4 > own.length) {
            own = Arrays.copyOf(own, 2 * own.length);
        }
        own[4 * ownCount] = ax;
        own[4 * ownCount + 1] = ay;
        own[4 * ownCount + 2] = bx;
        own[4 * ownCount + 3] = by;
        double slackX = frame.wide() * widen;
        double slackY = frame.high() * widen;
        int west = frame.column(Math.min(ax, bx) - slackX);
        int east = frame.column(Math.max(ax, bx) + slackX);
        int south = frame.row(Math.min(ay, by) - slackY);
        int north = frame.row(Math.max(ay, by) + slackY);
        boolean few = west == east || south == north;
        for (int row = south; row <= north; row++) {
            for (int column = west; column <= east; column++) {
                if (few || passes(ax, ay, bx, by, frame.middleX(column), frame.middleY(row))) {
                    touch(row * frame.side() + column);
                }
            }
        }
        ownCount++;
    }

    /** Whether the edge's line comes into the cell, widened a little: the far corners lie on both sides or near it. */
    private boolean passes(double ax, double ay, double bx, double by, double mx, double my) {
        double side = (bx - ax) * (my - ay) - (by - ay) * (mx - ax);
        double reach = 0.5 * (1 + 1e-6) * (Math.abs(bx - ax) * frame.high() + Math.abs(by - ay) * frame.wide());
        return Math.abs(side) <= reach;
    }

    private void touch(int cell) {
        if (touchCount == touches.length) {
            touches = Arrays.copyOf(touches, 2 * touchCount);
        }
        touches[touchCount++] = (long) cell << 32 | ownCount;
    }

    Table table() {
        int cells = frame.side() * frame.side();
        int[] start = new int[cells + 1];
        for (int e = 0; e < entries; e++) {
            start[entryCell[e] + 1]++;
        }
        for (int c = 0; c < cells; c++) {
            start[c + 1] += start[c];
        }
        int[] place = start.clone();
        int[] order = new int[entries];
        for (int e = 0; e < entries; e++) {
            order[place[entryCell[e]]++] = e;
        }
        int[] packed = new int[2 * entries + 2];
        double[] sorted = new double[4 * edgeCount];
        int at = 0;
        for (int i = 0; i < entries; i++) {
            int e = order[i];
            int length = entryEdges[e + 1] - entryEdges[e];
            packed[2 * i] = entryShape[e] << FloodGrid.MIDDLE_BITS | entryMiddle[e];
            packed[2 * i + 1] = at;
            System.arraycopy(edges, 4 * entryEdges[e], sorted, 4 * at, 4 * length);
            at += length;
        }
        packed[2 * entries + 1] = at;
        return new Table(start, packed, sorted);
    }
}
