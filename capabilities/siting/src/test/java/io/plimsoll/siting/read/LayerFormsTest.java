/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.siting.Building;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.assess.Assessment;
import io.plimsoll.siting.assess.Assessor;
import io.plimsoll.siting.assess.SitingVerdict;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.profile.Profiles;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Shapefiles and grids decide as GeoJSON does, and a layer that cannot be read clears nothing. */
class LayerFormsTest {

    private static final String DRY = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"FLD_ZONE":"X","ZONE_SUBTY":"AREA OF MINIMAL FLOOD HAZARD"},
            "geometry":{"type":"Polygon","coordinates":[[[8,48],[10,48],[10,50],[8,50],[8,48]]]}}]}""";

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Layers layers(Consumer<LayerReader> more) {
        LayerReader reader = new LayerReader();
        reader.add(in(DRY), "zones.geojson", "zones.geojson");
        more.accept(reader);
        return reader.layers();
    }

    private static Assessment at(double lon, double lat, String profile, Consumer<LayerReader> more) {
        Building building = BuildingReader.read(
                        in(
                                "{\"type\":\"Feature\",\"properties\":{\"name\":\"hall\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":["
                                        + lon + "," + lat + "]}}"),
                        "b.json")
                .getFirst();
        return new Assessor(layers(more), Profiles.of(profile).orElseThrow()).assess(building);
    }

    /** Four rows of four cells; the two of row 2 in the middle are under water. */
    private static final String GRID = """
            ncols 4
            nrows 4
            xllcorner 9.0
            yllcorner 49.0
            cellsize 0.01
            NODATA_value -9999
            0 0 0 0
            0 1.2 0.4 -9999
            0 0 0 0
            0 0 0 0
            """;

    private static Consumer<LayerReader> grid(String text, String prj, String name) {
        return reader -> reader.addGrid(in(text), prj, name);
    }

    @Test
    void aGridOfDepthsIsAFloodAreaWhereItIsWet() {
        Assessment wet = at(9.015, 49.025, "de-whg-78", grid(GRID, "", "hq100.asc"));
        assertThat(wet.verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
        assertThat(wet.zones().getFirst().meaning()).isEqualTo(FloodClass.ONE_PERCENT);
        assertThat(at(9.015, 49.015, "de-whg-78", grid(GRID, "", "hq100.asc")).verdict())
                .isEqualTo(SitingVerdict.CLEARED);
        assertThat(at(9.035, 49.025, "de-whg-78", grid(GRID, "", "hq100.asc")).verdict())
                .isEqualTo(SitingVerdict.CLEARED);
        Layers read = layers(grid(GRID, "", "flood_depth_500yr.asc"));
        assertThat(read.flood().getLast().zone().meaning()).isEqualTo(FloodClass.TWO_TENTHS);
        assertThat(read.flood().getLast().shape().getArea()).isCloseTo(2e-4, within(1e-12));
        assertThat(read.files()).contains("flood_depth_500yr.asc");
    }

    @Test
    void aGridInUtmLiesWhereItsProjectionSays() {
        String utm = """
                PROJCS["ETRS89 / UTM zone 32N",GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",
                SPHEROID["GRS 1980",6378137,298.257222101]],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],
                PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",9],PARAMETER["scale_factor",0.9996],
                PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]""";
        String metres = GRID.replace("xllcorner 9.0", "xllcorner 499980")
                .replace("yllcorner 49.0", "yllcorner 5427300")
                .replace("cellsize 0.01", "cellsize 20");
        Layers read = layers(grid(metres, utm, "hq100.asc"));
        // the meridian of the zone at 5,427,350 m north is latitude 48.99984 (its arc over 0.9996)
        assertThat(read.flood().getLast().shape().getEnvelopeInternal().getMinX())
                .isCloseTo(9.0, within(1e-9));
        assertThat(at(
                                9.0001,
                                read.flood().getLast().shape().getCentroid().getY(),
                                "de-whg-78",
                                grid(metres, utm, "hq100.asc"))
                        .verdict())
                .isEqualTo(SitingVerdict.NOT_CLEARED);
        assertThat(read.flood().getLast().shape().getCentroid().getY()).isBetween(48.9, 49.1);
    }

    @Test
    void whatCannotBeReadClearsNothingAndIsToldAmongTheLayers() {
        String metres =
                GRID.replace("xllcorner 9.0", "xllcorner 499980").replace("yllcorner 49.0", "yllcorner 5427300");
        for (Consumer<LayerReader> bad : List.<Consumer<LayerReader>>of(
                grid(metres, "", "hq100.asc"),
                grid(GRID, "", "dem.asc"),
                grid("ncols 4\nnrows 4\nxllcorner 9\nyllcorner 49\ncellsize 1\n1 2 3", "", "hq100.asc"),
                grid("GIF89a", "", "hq100.asc"),
                r -> r.addUnread("hq100.tif"),
                r -> r.addUnread("zones.gpkg"),
                r -> r.addUnread("river_flood.kml"),
                r -> r.addUnread("flood.csv"),
                r -> r.addShapefile(new byte[] {1, 2}, Optional.empty(), "", "", "hq.shp", "hq.shp"),
                r -> r.add(
                        in("{\"features\":[{\"attributes\":{\"FLD_ZONE\":\"AE\"},\"geometry\":{\"rings\":[]}}]}"),
                        "a",
                        "esri.json"))) {
            Assessment a = at(9.015, 49.025, "de-whg-78", bad);
            assertThat(a.verdict()).isEqualTo(SitingVerdict.UNKNOWN);
            assertThat(a.headline()).contains("is not read");
            assertThat(layers(bad).files()).anyMatch(f -> f.contains("(not read: "));
        }
    }

    @Test
    void aFileThatIsNoHazardIsToldAndHasNoEffect() {
        Assessment a = at(9.015, 49.025, "de-whg-78", r -> {
            r.addUnread("README.md");
            r.addUnread("rail.gpkg");
            r.add(
                    in(DRY.replace("FLD_ZONE", "OWNER")
                            .replace("ZONE_SUBTY", "P")
                            .replace("FLOOD", "")),
                    "p",
                    "parcels.geojson");
        });
        assertThat(a.verdict()).isEqualTo(SitingVerdict.CLEARED);
        assertThat(layers(r -> r.addUnread("README.md")).files())
                .contains("README.md (not read: a text, table or picture)");
        assertThat(at(9.015, 49.025, "tia942-rated3", r -> r.addUnread("rail.gpkg"))
                        .reasons())
                .anyMatch(r -> r.rule().equals("layer-not-read") && r.says().contains("railway"));
    }

    @Test
    void aBareZoneOfALayerOfZuersIsItsClass() {
        String bare =
                DRY.replace("\"FLD_ZONE\":\"X\",\"ZONE_SUBTY\":\"AREA OF MINIMAL FLOOD HAZARD\"", "\"zone\":%s%s");
        FloodClass[] classes = {FloodClass.MINIMAL, FloodClass.TWO_TENTHS, FloodClass.ONE_PERCENT, FloodClass.FREQUENT};
        for (int gk = 1; gk <= 4; gk++) {
            String one = String.format(Locale.ROOT, bare, gk, "");
            String two = String.format(Locale.ROOT, bare, "\"" + gk + "\"", ",\"source\":\"ZÜRS Geo 2024\"");
            assertThat(LayerReader.of(in(one), "zuers.geojson")
                            .flood()
                            .getFirst()
                            .zone()
                            .meaning())
                    .isEqualTo(classes[gk - 1]);
            assertThat(LayerReader.of(in(two), "layer.geojson")
                            .flood()
                            .getFirst()
                            .zone()
                            .meaning())
                    .isEqualTo(classes[gk - 1]);
            String field = one.replace("\"zone\"", "\"gk\"");
            assertThat(LayerReader.of(in(field), "layer.geojson")
                            .flood()
                            .getFirst()
                            .zone()
                            .meaning())
                    .isEqualTo(classes[gk - 1]);
        }
        assertThat(LayerReader.of(in(String.format(Locale.ROOT, bare, 3, "")), "zones.geojson")
                        .flood()
                        .getFirst()
                        .zone()
                        .meaning())
                .isEqualTo(FloodClass.UNCLASSED);
        Layers grid = layers(grid(GRID.replace("1.2 0.4", "3 4"), "", "zuers.asc"));
        assertThat(grid.flood().stream().map(f -> f.zone().meaning()))
                .contains(FloodClass.ONE_PERCENT, FloodClass.FREQUENT);
    }

    /** One polygon with a hole, and a second shell, in degrees around 9 east and 49 north. */
    private static byte[] shp() {
        double[][] shell = {{9, 49}, {9, 49.04}, {9.04, 49.04}, {9.04, 49}, {9, 49}};
        double[][] hole = {{9.01, 49.01}, {9.02, 49.01}, {9.02, 49.02}, {9.01, 49.02}, {9.01, 49.01}};
        double[][] other = {{9.1, 49}, {9.1, 49.01}, {9.11, 49.01}, {9.11, 49}, {9.1, 49}};
        int content = 44 + 12 + 16 * 15;
        ByteBuffer out = ByteBuffer.allocate(100 + 8 + content);
        out.putInt(0, 9994).putInt(24, out.capacity() / 2);
        out.putInt(100, 1).putInt(104, content / 2);
        out.order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1000).putInt(32, 5).position(108);
        out.putInt(5).putDouble(9).putDouble(49).putDouble(9.11).putDouble(49.04);
        out.putInt(3).putInt(15).putInt(0).putInt(5).putInt(10);
        for (double[][] ring : List.of(shell, hole, other).toArray(double[][][]::new)) {
            for (double[] p : ring) {
                out.putDouble(p[0]).putDouble(p[1]);
            }
        }
        return out.array();
    }

    private static byte[] dbf(String zone) {
        ByteBuffer out = ByteBuffer.allocate(32 + 2 * 32 + 1 + 1 + 10 + 8).order(ByteOrder.LITTLE_ENDIAN);
        out.put(0, (byte) 3).putInt(4, 1).putShort(8, (short) 97).putShort(10, (short) 19);
        field(out, 32, "FLD_ZONE", 'C', 10);
        field(out, 64, "STATIC_BFE", 'N', 8);
        out.put(96, (byte) 0x0D).put(97, (byte) ' ');
        out.put(98, String.format("%-10s", zone).getBytes(StandardCharsets.US_ASCII));
        out.put(108, " -9999.0".getBytes(StandardCharsets.US_ASCII));
        return out.array();
    }

    private static void field(ByteBuffer out, int at, String name, char type, int wide) {
        out.put(at, name.getBytes(StandardCharsets.US_ASCII));
        out.put(at + 11, (byte) type).put(at + 16, (byte) wide);
    }

    private static Consumer<LayerReader> shapefile(byte[] shp, Optional<byte[]> dbf, String name) {
        String nad83 =
                "GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]]]";
        return reader -> reader.addShapefile(shp, dbf, nad83, "", name, name);
    }

    @Test
    void aShapefileIsReadWithItsTableAndItsHoles() {
        Consumer<LayerReader> ae = shapefile(shp(), Optional.of(dbf("AE")), "S_FLD_HAZ_AR.shp");
        assertThat(at(9.005, 49.005, "fema-lender", ae).verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
        assertThat(at(9.105, 49.005, "fema-lender", ae).verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
        assertThat(at(9.015, 49.015, "fema-lender", ae).verdict()).isEqualTo(SitingVerdict.CLEARED);
        assertThat(layers(ae).flood().getLast().shape().getArea()).isCloseTo(0.0016 - 0.0001 + 0.0001, within(1e-12));
    }

    @Test
    void aShapefileWithoutItsTableSpeaksByItsNameOrClearsNothing() {
        assertThat(at(9.005, 49.005, "de-whg-78", shapefile(shp(), Optional.empty(), "hq100.shp"))
                        .verdict())
                .isEqualTo(SitingVerdict.NOT_CLEARED);
        assertThat(at(9.5, 49.5, "de-whg-78", shapefile(shp(), Optional.empty(), "areas.shp"))
                        .verdict())
                .isEqualTo(SitingVerdict.UNKNOWN);
    }

    @Test
    void aBrokenShapefileNeverBreaksTheReaderAndNeverClears() {
        byte[] whole = shp();
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 3_000; i++) {
            byte[] broken = java.util.Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int k = 0; k < 3 && broken.length > 0; k++) {
                broken[random.nextInt(Math.min(broken.length, 170))] = (byte) random.nextInt(256);
            }
            LayerReader reader = new LayerReader();
            shapefile(broken, Optional.of(dbf("AE")), "a.shp").accept(reader);
            try {
                reader.layers();
            } catch (io.plimsoll.model.BadInputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
    }
}
