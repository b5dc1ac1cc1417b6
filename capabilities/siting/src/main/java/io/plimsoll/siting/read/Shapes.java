/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.siting.place.Distances;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Builds geometries out of what was read. Positions outside the range of degrees are refused; rings that are not closed or cross
 * themselves are mended and told, with the share of the area that mending changed.
 */
final class Shapes {

    private static final GeometryFactory GEO = new GeometryFactory();
    private static final int RING_LEAST = 4;

    private final InputProblems problems;

    Shapes(InputProblems problems) {
        this.problems = problems;
    }

    /** Empty for a shape without positions, which is told. */
    Optional<Geometry> build(RawShape raw, long line, Consumer<String> tell) {
        Geometry shape;
        try {
            shape = shape(raw, tell);
        } catch (BadShape bad) {
            problems.add(line, bad.seen, bad.expected, bad.maybe);
            return Optional.empty();
        }
        if (shape.isEmpty()) {
            tell.accept("a " + (raw.type().isEmpty() ? "geometry" : raw.type()) + " without positions");
            return Optional.empty();
        }
        return Optional.of(valid(shape, tell));
    }

    /** A point from two numbers; the problem is told if they are no degrees. */
    Optional<Geometry> point(double longitude, double latitude, long line) {
        return build(new RawShape("Point", new double[] {longitude, latitude}, List.of()), line, note -> {});
    }

    private Geometry valid(Geometry shape, Consumer<String> tell) {
        if (shape.getDimension() < 2) {
            return shape;
        }
        TopologyValidationError error = new IsValidOp(shape).getValidationError();
        if (error == null) {
            return shape;
        }
        Geometry mended = polygons(GeometryFixer.fix(shape));
        double before = Distances.hectares(shape);
        double after = Distances.hectares(mended);
        Coordinate at = error.getCoordinate();
        tell.accept(String.format(
                Locale.ROOT,
                "%s%s: mended, area %s",
                error.getMessage(),
                at == null ? "" : String.format(Locale.ROOT, " at %.6f, %.6f", at.x, at.y),
                before > 0
                        ? String.format(
                                Locale.ROOT,
                                "%+.2f %% (%.2f ha before, %.2f ha now)",
                                100 * (after - before) / before,
                                before,
                                after)
                        : String.format(Locale.ROOT, "%.2f ha, where its ring as drawn encloses none", after)));
        return mended;
    }

    private static Geometry polygons(Geometry any) {
        List<Polygon> out = new ArrayList<>();
        for (int i = 0; i < any.getNumGeometries(); i++) {
            if (any.getGeometryN(i) instanceof Polygon polygon) {
                out.add(polygon);
            }
        }
        return out.size() == 1 ? out.getFirst() : new MultiPolygon(out.toArray(Polygon[]::new), GEO);
    }

    private Geometry shape(RawShape raw, Consumer<String> tell) {
        return switch (raw.type()) {
            case "Point" ->
                raw.coordinates() instanceof double[]
                        ? GEO.createPoint(position(raw.coordinates()))
                        : GEO.createPoint();
            case "MultiPoint" -> GEO.createMultiPointFromCoords(line(raw.coordinates()));
            case "LineString" -> GEO.createLineString(line(raw.coordinates()));
            case "MultiLineString" ->
                GEO.createMultiLineString(list(raw.coordinates()).stream()
                        .map(l -> GEO.createLineString(line(l)))
                        .toArray(org.locationtech.jts.geom.LineString[]::new));
            case "Polygon" -> polygon(raw.coordinates(), tell);
            case "MultiPolygon" ->
                polygons(GEO.createGeometryCollection(list(raw.coordinates()).stream()
                        .map(p -> polygon(p, tell))
                        .filter(p -> !p.isEmpty())
                        .toArray(Geometry[]::new)));
            case "GeometryCollection" ->
                GEO.buildGeometry(raw.parts().stream().map(p -> shape(p, tell)).toList());
            default ->
                throw new BadShape(
                        raw.type(),
                        "a geometry type of RFC 7946, such as Polygon",
                        "the names are written with capitals");
        };
    }

    private Polygon polygon(Object rings, Consumer<String> tell) {
        LinearRing shell = null;
        List<LinearRing> holes = new ArrayList<>();
        for (Object one : list(rings)) {
            Coordinate[] ring = line(one);
            if (ring.length > 0 && !ring[0].equals2D(ring[ring.length - 1])) {
                Coordinate[] closed = java.util.Arrays.copyOf(ring, ring.length + 1);
                closed[ring.length] = ring[0];
                ring = closed;
                tell.accept("a ring that is not closed: closed");
            }
            if (ring.length < RING_LEAST) {
                tell.accept("a ring of " + ring.length + " positions: left out");
            } else if (shell == null) {
                shell = GEO.createLinearRing(ring);
            } else {
                holes.add(GEO.createLinearRing(ring));
            }
        }
        return shell == null ? GEO.createPolygon() : GEO.createPolygon(shell, holes.toArray(LinearRing[]::new));
    }

    private static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new BadShape(
                java.util.Arrays.toString((double[]) value), "a list of positions", "a level of brackets is missing");
    }

    private static Coordinate[] line(Object value) {
        List<?> list = list(value);
        Coordinate[] out = new Coordinate[list.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = position(list.get(i));
        }
        return out;
    }

    private static Coordinate position(Object value) {
        if (!(value instanceof double[] numbers) || numbers.length < 2) {
            throw new BadShape("a list", "a position [longitude, latitude]", "there is a level of brackets too many");
        }
        double x = numbers[0];
        double y = numbers[1];
        boolean longitude = Math.abs(x) <= 180;
        boolean latitude = Math.abs(y) <= 90;
        if (!longitude || !latitude) {
            boolean swapped = Math.abs(y) <= 180 && Math.abs(x) <= 90;
            throw new BadShape(
                    x + ", " + y,
                    "longitude from -180 to 180, then latitude from -90 to 90, in degrees on WGS 84",
                    swapped
                            ? "latitude was written first"
                            : "the coordinates are projected metres or feet: convert them with ogr2ogr -t_srs EPSG:4326");
        }
        return new CoordinateXY(x, y);
    }

    /** What is wrong with a shape, on its way to the list of problems. */
    private static final class BadShape extends RuntimeException {
        private final String seen;
        private final String expected;
        private final String maybe;

        BadShape(String seen, String expected, String maybe) {
            super(seen);
            this.seen = seen;
            this.expected = expected;
            this.maybe = maybe;
        }
    }
}
