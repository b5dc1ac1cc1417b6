/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

/** Projected coordinates come back to the degrees that IOGP's guidance note 7-2 prints for its examples. */
class ProjectionTest {

    private static final double MILLIMETRES = 3e-8;

    private static final String UTM_32 = """
            PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],
            PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],
            PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],
            PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";

    @Test
    void transverseMercatorOfTheBritishGrid() throws Unreadable {
        Coordinate c = Projection.Wkt.method("""
                        PROJCS["British",GEOGCS["x",DATUM["x",SPHEROID["Airy 1830",6377563.396,299.32496]],UNIT["Degree",0.01745]],
                        PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],
                        PARAMETER["scale_factor",0.9996012717],PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],
                        UNIT["metre",1]]""").toDegrees(577274.99, 69740.50);
        assertThat(c.x).isCloseTo(0.5, within(3e-7));
        assertThat(c.y).isCloseTo(50.5, within(3e-7));
    }

    @Test
    void lambertsConicOfSouthCentralTexasInFeet() throws Unreadable {
        Coordinate c = Projection.Wkt.method("""
                        PROJCS["Texas",GEOGCS["x",DATUM["x",SPHEROID["Clarke 1866",6378206.4,294.97870]],UNIT["Degree",0.01745]],
                        PROJECTION["Lambert_Conformal_Conic_2SP"],PARAMETER["latitude_of_origin",27.8333333333333],
                        PARAMETER["central_meridian",-99],PARAMETER["standard_parallel_1",28.3833333333333],
                        PARAMETER["standard_parallel_2",30.2833333333333],PARAMETER["false_easting",2000000],PARAMETER["false_northing",0],
                        UNIT["US survey foot",0.30480060960122]]""").toDegrees(2963503.91, 254759.80);
        assertThat(c.x).isCloseTo(-96.0, within(3e-7));
        assertThat(c.y).isCloseTo(28.5, within(3e-7));
    }

    @Test
    void theCentralMeridianOfUtmIsItsFalseEasting() throws Unreadable {
        Coordinate c = Projection.of(UTM_32).toDegrees(500_000, 0);
        assertThat(c.x).isCloseTo(9, within(MILLIMETRES));
        assertThat(c.y).isCloseTo(0, within(MILLIMETRES));
        Coordinate pole = Projection.of(UTM_32).toDegrees(500_000, 0.9996 * 10_001_965.729);
        assertThat(pole.y).isCloseTo(90, within(1e-7));
    }

    @Test
    void otherDatumsAndProjectionsAreRefusedWithTheirName() {
        assertThatThrownBy(() -> Projection.of(UTM_32.replace("D_ETRS_1989", "D_Deutsches_Hauptdreiecksnetz")))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("Hauptdreiecksnetz");
        assertThatThrownBy(() -> Projection.of(UTM_32.replace("Transverse_Mercator", "Krovak")))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("krovak");
    }
}
