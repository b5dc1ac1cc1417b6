/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** The grid answers as JTS asked of every area, also where corners fall on borders. */
class FloodGridTest {

    private static final GeometryFactory GEO = new GeometryFactory();

    @Test
    void everyAnswerIsThatOfJtsOnRaggedAreas() {
        Seeds.forAll(20, (random, seed) -> {
            List<PreparedGeometry> shapes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                shapes.add(PreparedGeometryFactory.prepare(ragged(random)));
            }
            compare(shapes, random, r -> 2 * r.nextDouble() - 0.5);
        });
    }

    @Test
    void everyAnswerIsThatOfJtsWhereAllCornersLieOnACoarseLattice() {
        Seeds.forAll(40, (random, seed) -> {
            List<PreparedGeometry> shapes = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                shapes.add(PreparedGeometryFactory.prepare(holed(random)));
            }
            compare(shapes, random, r -> r.nextInt(-2, 14) / 8.0);
        });
    }

    private static void compare(List<PreparedGeometry> shapes, RandomGenerator random, Draw draw) {
        FloodGrid grid = new FloodGrid(shapes);
        FloodGrid.Query query = grid.query();
        for (int i = 0; i < 200; i++) {
            double[] ring = i % 5 == 0 ? new double[] {draw.of(random), draw.of(random)} : triangle(random, draw);
            Geometry footprint = geometry(ring);
            BitSet wanted = new BitSet();
            for (int s = 0; s < shapes.size(); s++) {
                wanted.set(s, shapes.get(s).getGeometry().intersects(footprint));
            }
            BitSet found = new BitSet();
            int count = query.touch(ring);
            for (int f = 0; f < count; f++) {
                found.set(query.found(f));
            }
            assertThat(found).as("%s", footprint).isEqualTo(wanted);
        }
    }

    @FunctionalInterface
    private interface Draw {
        double of(RandomGenerator random);
    }

    private static double[] triangle(RandomGenerator random, Draw draw) {
        while (true) {
            double[] r = {
                draw.of(random),
                draw.of(random),
                draw.of(random),
                draw.of(random),
                draw.of(random),
                draw.of(random),
                0,
                0
            };
            double area = (r[2] - r[0]) * (r[5] - r[1]) - (r[4] - r[0]) * (r[3] - r[1]);
            r[6] = r[0];
            r[7] = r[1];
            if (Math.abs(area) > 1e-9) {
                return r;
            }
        }
    }

    private static Geometry geometry(double[] ring) {
        Coordinate[] out = new Coordinate[ring.length / 2];
        for (int i = 0; i < out.length; i++) {
            out[i] = new CoordinateXY(ring[2 * i], ring[2 * i + 1]);
        }
        return out.length == 1 ? GEO.createPoint(out[0]) : GEO.createPolygon(out);
    }

    private static Polygon ragged(RandomGenerator random) {
        double x = random.nextDouble();
        double y = random.nextDouble();
        int corners = 5 + random.nextInt(40);
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            double radius = 0.02 + 0.2 * random.nextDouble();
            double angle = 2 * Math.PI * i / corners;
            ring[i] = new CoordinateXY(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
        }
        ring[corners] = ring[0];
        return GEO.createPolygon(ring);
    }

    private static Polygon holed(RandomGenerator random) {
        double x = random.nextInt(6) / 8.0;
        double y = random.nextInt(6) / 8.0;
        double size = (3 + random.nextInt(6)) / 8.0;
        return GEO.createPolygon(GEO.createLinearRing(box(x, y, size)), new org.locationtech.jts.geom.LinearRing[] {
            GEO.createLinearRing(box(x + 0.125, y + 0.125, size - 0.25))
        });
    }

    private static Coordinate[] box(double x, double y, double size) {
        return new Coordinate[] {
            new CoordinateXY(x, y),
            new CoordinateXY(x + size, y),
            new CoordinateXY(x + size, y + size),
            new CoordinateXY(x, y + size),
            new CoordinateXY(x, y)
        };
    }
}
