/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.place;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Distances on WGS 84 by Karney's geodesics (C. F. F. Karney, Algorithms for geodesics, 2013). A line between two positions is
 * straight in longitude and latitude, as RFC 7946 section 3.1.1 says; the nearest place on it is searched, not guessed on a plane.
 */
public final class Distances {

    private static final Geodesic EARTH = Geodesic.WGS84;
    private static final GeometryFactory GEO = new GeometryFactory();
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int STEPS = 40;
    /** Plane distances are off by no more than this for segments that can be the nearest. */
    private static final double PLANE_SLACK = 1.02;

    private Distances() {}

    /** Hectares of a small shape, on the sphere at its middle: good to a percent, for telling what mending changed. */
    public static double hectares(Geometry shape) {
        double degree = 111_195;
        double squeeze = Math.cos(Math.toRadians(shape.getEnvelopeInternal().centre().y));
        return shape.getArea() * degree * degree * squeeze / 10_000;
    }

    /** Metres along the geodesic. */
    public static double metres(Coordinate a, Coordinate b) {
        return EARTH.Inverse(a.y, a.x, b.y, b.x, GeodesicMask.DISTANCE).s12;
    }

    /** Metres between the nearest places of two shapes; 0 if they touch or one lies in the other. */
    public static double metres(Geometry a, Geometry b) {
        if (a.intersects(b)) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (Coordinate at : a.getCoordinates()) {
            best = Math.min(best, toShape(at, b, best));
        }
        if (a.getDimension() > 0) {
            double reach = best;
            double margin = reach / 60_000;
            org.locationtech.jts.geom.Envelope near = a.getEnvelopeInternal();
            near.expandBy(margin / Math.max(0.01, Math.cos(Math.toRadians(near.centre().y))), margin);
            for (Coordinate at : b.getCoordinates()) {
                if (near.contains(at)) {
                    best = Math.min(best, toShape(at, a, best));
                }
            }
        }
        return best;
    }

    private static double toShape(Coordinate at, Geometry shape, double bound) {
        double best = bound;
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            Geometry part = shape.getGeometryN(i);
            best = switch (part) {
                case Point point -> Math.min(best, metres(at, point.getCoordinate()));
                case LineString line -> toLine(at, line.getCoordinateSequence(), best);
                case Polygon polygon -> toPolygon(at, polygon, best);
                default -> toShape(at, part, best);
            };
        }
        return best;
    }

    private static double toPolygon(Coordinate at, Polygon polygon, double bound) {
        if (polygon.intersects(GEO.createPoint(at))) {
            return 0;
        }
        double best = toLine(at, polygon.getExteriorRing().getCoordinateSequence(), bound);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            best = toLine(at, polygon.getInteriorRingN(i).getCoordinateSequence(), best);
        }
        return best;
    }

    private static double toLine(Coordinate at, CoordinateSequence line, double bound) {
        double best = bound;
        double squeeze = Math.cos(Math.toRadians(at.y));
        double degree = 111_000;
        for (int i = 0; i + 1 < line.size(); i++) {
            Coordinate from = line.getCoordinate(i);
            Coordinate to = line.getCoordinate(i + 1);
            double plane = org.locationtech.jts.algorithm.Distance.pointToSegment(
                    new CoordinateXY(0, 0), flat(from, at, squeeze), flat(to, at, squeeze));
            boolean far = Math.abs(from.y - at.y) > 5 || Math.abs(to.y - at.y) > 5;
            if (far || plane * degree <= best * PLANE_SLACK + 1) {
                best = Math.min(best, toSegment(at, from, to));
            }
        }
        return best;
    }

    private static Coordinate flat(Coordinate c, Coordinate at, double squeeze) {
        return new CoordinateXY(Math.IEEEremainder(c.x - at.x, 360) * squeeze, c.y - at.y);
    }

    /** Golden section on the place along the segment; distance to a short straight piece has one minimum. */
    private static double toSegment(Coordinate at, Coordinate from, Coordinate to) {
        double low = 0;
        double high = 1;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = metres(at, along(from, to, left));
        double atRight = metres(at, along(from, to, right));
        for (int i = 0; i < STEPS && high - low > 1e-9; i++) {
            if (atLeft < atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = metres(at, along(from, to, left));
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = metres(at, along(from, to, right));
            }
        }
        double inside = Math.min(atLeft, atRight);
        return Math.min(inside, Math.min(metres(at, from), metres(at, to)));
    }

    private static Coordinate along(Coordinate from, Coordinate to, double share) {
        return new CoordinateXY(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
    }
}
