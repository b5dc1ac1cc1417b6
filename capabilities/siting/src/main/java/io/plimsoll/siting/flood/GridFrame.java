/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

import org.locationtech.jts.geom.Envelope;

/**
 * Where the cells of a square grid lie.
 *
 * @param box around everything
 * @param side cells in each direction
 */
record GridFrame(Envelope box, int side, double wide, double high) {

    GridFrame(Envelope box, int side) {
        this(box, side, cell(box.getWidth(), side), cell(box.getHeight(), side));
    }

    private static double cell(double length, int side) {
        return length > 0 ? length / side : 1;
    }

    /** Of a position beyond the box, the nearest. */
    int column(double x) {
        return (int) Math.clamp((x - box.getMinX()) / wide, 0, side - 1.0);
    }

    /** Of a position beyond the box, the nearest. */
    int row(double y) {
        return (int) Math.clamp((y - box.getMinY()) / high, 0, side - 1.0);
    }

    double middleX(int column) {
        return box.getMinX() + (column + 0.5) * wide;
    }

    double middleY(int row) {
        return box.getMinY() + (row + 0.5) * high;
    }

    boolean inside(double x, double y) {
        return box.contains(x, y);
    }

    boolean reaches(double west, double south, double east, double north) {
        return west <= box.getMaxX() && east >= box.getMinX() && south <= box.getMaxY() && north >= box.getMinY();
    }
}
