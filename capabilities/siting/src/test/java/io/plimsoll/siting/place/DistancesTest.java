/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.GeometryFactory;

/** Distances are geodesics on the ellipsoid, to the nearest place of a shape. */
class DistancesTest {

    private static final GeometryFactory GEO = new GeometryFactory();

    @Test
    void jfkToLhrIsTheDistanceThatKarneyPublished() {
        double metres = Distances.metres(new CoordinateXY(-73.8, 40.6), new CoordinateXY(-0.5, 51.6));
        assertThat(metres).isCloseTo(5_551_759.4, within(0.1));
    }

    @Test
    void aDegreeOfTheEquatorIsATurnOfTheSemiMajorAxis() {
        double metres = Distances.metres(new CoordinateXY(0, 0), new CoordinateXY(1, 0));
        assertThat(metres).isCloseTo(6_378_137 * Math.PI / 180, within(1e-6));
    }

    @Test
    void theNearestPlaceOnALineIsNoWorseThanAnyOfManySteps() {
        Seeds.forAll(30, (random, seed) -> {
            double x = random.nextDouble(-170, 170);
            double y = random.nextDouble(-70, 70);
            Coordinate at = new CoordinateXY(x, y);
            Coordinate from = new CoordinateXY(x + random.nextDouble(-1, 1), y + random.nextDouble(-1, 1));
            Coordinate to = new CoordinateXY(x + random.nextDouble(-1, 1), y + random.nextDouble(-1, 1));
            double found = Distances.metres(GEO.createPoint(at), GEO.createLineString(new Coordinate[] {from, to}));
            double stepped = Double.POSITIVE_INFINITY;
            for (int i = 0; i <= 2_000; i++) {
                double share = i / 2_000.0;
                Coordinate on = new CoordinateXY(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
                stepped = Math.min(stepped, Distances.metres(at, on));
            }
            assertThat(found).isLessThanOrEqualTo(stepped + 1e-3);
            assertThat(found).isGreaterThan(stepped - 120);
        });
    }
}
