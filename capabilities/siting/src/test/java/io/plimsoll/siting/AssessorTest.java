/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.model.BadInputException;
import io.plimsoll.siting.assess.Assessment;
import io.plimsoll.siting.assess.Assessor;
import io.plimsoll.siting.assess.Outcome;
import io.plimsoll.siting.assess.Reason;
import io.plimsoll.siting.assess.SitingVerdict;
import io.plimsoll.siting.profile.Profiles;
import io.plimsoll.siting.read.BuildingReader;
import io.plimsoll.siting.read.LayerReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A verdict has a reason for each rule, counts the worst zone under the footprint, and never takes unknown for safe. */
class AssessorTest {

    /** From west to east: floodway, AE, shaded X, unshaded X, D; each 0.002 degrees wide. */
    private static final String ZONES = collection(
            area(0, "\"FLD_ZONE\":\"AE\",\"ZONE_SUBTY\":\"FLOODWAY\",\"SFHA_TF\":\"T\",\"STATIC_BFE\":-9999"),
            area(1, "\"FLD_ZONE\":\"AE\",\"ZONE_SUBTY\":null,\"SFHA_TF\":\"T\",\"STATIC_BFE\":-9999"),
            area(2, "\"FLD_ZONE\":\"X\",\"ZONE_SUBTY\":\"0.2 PCT ANNUAL CHANCE FLOOD HAZARD\",\"SFHA_TF\":\"F\""),
            area(3, "\"FLD_ZONE\":\"X\",\"ZONE_SUBTY\":\"AREA OF MINIMAL FLOOD HAZARD\",\"SFHA_TF\":\"F\""),
            area(4, "\"FLD_ZONE\":\"D\",\"SFHA_TF\":\"F\""));

    private static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
    }

    private static String area(int column, String properties) {
        double west = -123 + 0.002 * column;
        return feature(box(west, 45.86, 0.002, 0.01), properties);
    }

    private static String box(double west, double south, double wide, double high) {
        double east = west + wide;
        double north = south + high;
        return "{\"type\":\"Polygon\",\"coordinates\":[[[" + west + "," + south + "],[" + east + "," + south + "],["
                + east + "," + north + "],[" + west + "," + north + "],[" + west + "," + south + "]]]}";
    }

    private static String feature(String geometry, String properties) {
        return "{\"type\":\"Feature\",\"geometry\":" + geometry + ",\"properties\":{" + properties + "}}";
    }

    private static String at(double column, String properties) {
        double x = -123 + 0.002 * column;
        return feature("{\"type\":\"Point\",\"coordinates\":[" + x + ",45.865]}", properties);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Assessment assess(String building, String layers, String profile) {
        Layers read = LayerReader.of(in(layers), "zones.geojson");
        Building one = BuildingReader.read(in(building), "building.json").getFirst();
        return new Assessor(read, Profiles.of(profile).orElseThrow()).assess(one);
    }

    private static Assessment assess(String building, String profile) {
        return assess(building, ZONES, profile);
    }

    private static Reason reason(Assessment a, String rule) {
        return a.reasons().stream()
                .filter(r -> r.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " is not in " + a.reasons()));
    }

    @Test
    void equipmentBelowTheBaseFloodIsNotClearedAndSaysByHowMuch() {
        Assessment a =
                assess(at(1.5, "\"equipment\":608.44,\"floor\":613,\"bfe\":609.4,\"unit\":\"ft\""), "nfip-minimum");
        assertThat(a.verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
        Reason equipment = reason(a, "equipment-at-base-flood");
        assertThat(equipment.says()).startsWith("equipment 0.96 ft below base flood elevation");
        assertThat(equipment.value()).isEqualTo(608.44);
        assertThat(equipment.limit()).isEqualTo(609.4);
        assertThat(equipment.margin().orElseThrow()).isCloseTo(-0.96, within(1e-9));
        assertThat(reason(a, "floor-at-base-flood").outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aZeroBesideHeightsOfHundredsCountsAsNotGivenAndTheGroundSpeaksForIt() {
        Assessment a = assess(
                at(
                        1.5,
                        "\"address\":\"1190 Grove St\",\"elevated\":\"No\",\"ground_elev\":608.54,\"bfe_elev\":609.5,\"floor_elev\":0"),
                "us-commercial-carrier");
        assertThat(a.verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
        assertThat(reason(a, "floor-freeboard").says())
                .startsWith(
                        "floor elevation is not given; on the ground it would stand 0.96 ft below base flood elevation");
        assertThat(a.notes()).anyMatch(n -> n.contains("floor_elev is 0"));
    }

    @Test
    void feetAndMetresComeToTheSameVerdict() {
        Assessment feet = assess(
                at(1.5, "\"equipment_ft\":613,\"floor_ft\":613,\"bfe_ft\":609.4,\"basement\":\"No\""),
                "us-commercial-carrier");
        Assessment metres = assess(
                at(1.5, "\"equipment_m\":186.8424,\"floor_m\":186.8424,\"bfe_m\":185.74512,\"basement\":false"),
                "us-commercial-carrier");
        assertThat(feet.verdict()).isEqualTo(SitingVerdict.CLEARED);
        assertThat(metres.verdict()).isEqualTo(SitingVerdict.CLEARED);
    }

    @Test
    void aFootprintAcrossTwoZonesIsJudgedByTheWorseWithItsShare() {
        String footprint = feature(box(-123.0005 + 0.004, 45.864, 0.002, 0.001), "\"name\":\"hall\"");
        Assessment a = assess(footprint, "fm-500-year");
        assertThat(a.zones()).hasSize(2);
        assertThat(a.zones().getFirst().share()).isCloseTo(0.25, within(1e-6));
        assertThat(reason(a, "outside-100-year").says()).contains("25 % of the footprint lies in zone AE");
        assertThat(a.verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
    }

    @Test
    void unshadedXIsClearedWithoutElevations() {
        assertThat(assess(at(3.5, "\"name\":\"dry\""), "default").verdict()).isEqualTo(SitingVerdict.CLEARED);
    }

    @Test
    void zoneDAndPlacesOutsideEveryMapAreUnknownNeverSafe() {
        assertThat(assess(at(4.5, "\"name\":\"d\""), "fema-lender").verdict()).isEqualTo(SitingVerdict.UNKNOWN);
        Assessment outside = assess(at(9, "\"name\":\"nowhere\""), "fema-lender");
        assertThat(outside.verdict()).isEqualTo(SitingVerdict.UNKNOWN);
        assertThat(outside.headline()).contains("no coverage");
        assertThat(assess(at(3.5, "\"name\":\"dry\""), collection(), "fema-lender")
                        .verdict())
                .isEqualTo(SitingVerdict.UNKNOWN);
    }

    @Test
    void aLetterLiftsTheLendersRuleButNotTheCarriersAndNotTheFloodway() {
        String letter = "\"ground_elev\":611.4,\"bfe_elev\":609.4,\"notes\":\"LOMA approved 10/12/2011.\"";
        assertThat(assess(at(1.5, letter), "fema-lender").verdict()).isEqualTo(SitingVerdict.CLEARED);
        assertThat(assess(at(1.5, letter), "us-commercial-carrier").verdict()).isNotEqualTo(SitingVerdict.CLEARED);
        assertThat(assess(at(0.5, letter), "fema-lender").verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
        String denied = "\"loma_case\":\"16-10-0908A\",\"outcome\":\"Structure denied\"";
        assertThat(assess(at(1.5, denied), "fema-lender").verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
    }

    @Test
    void datumsThatAreMixedAreToldAndDecideOnlyWhereTheShiftCannotTurnIt() {
        String mixed =
                "\"basement\":false,\"floor_navd88\":613,\"equipment_navd88\":%s,\"bfe_ngvd29\":609.4,\"unit\":\"ft\"";
        Assessment near = assess(at(1.5, String.format(mixed, "613")), "us-commercial-carrier");
        assertThat(near.verdict()).isEqualTo(SitingVerdict.UNKNOWN);
        assertThat(reason(near, "equipment-freeboard").says()).contains("datums are mixed");
        Assessment deep = assess(at(1.5, String.format(mixed, "600")), "us-commercial-carrier");
        assertThat(deep.verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
    }

    @Test
    void anElevationOnAnotherDatumNeverClearsUnlessTheShiftOfThePlaceIsTold() {
        String high =
                "\"basement\":false,\"floor_ft\":%s,\"equipment_ft\":%1$s,\"datum\":\"NGVD29\",\"bfe\":609.4,\"bfe_datum\":\"NAVD88\",\"unit\":\"ft\"";
        Assessment open = assess(at(1.5, String.format(high, "623")), "nfip-minimum");
        assertThat(open.verdict()).isEqualTo(SitingVerdict.UNKNOWN);
        assertThat(reason(open, "equipment-at-base-flood").says())
                .contains("datums are mixed", "12.29 to 18.52 ft above", "ngvd29_to_navd88_ft");
        String shift = ",\"ngvd29_to_navd88_ft\":";
        Assessment told = assess(at(1.5, String.format(high, "610") + shift + "0.35"), "nfip-minimum");
        assertThat(told.verdict()).isEqualTo(SitingVerdict.CLEARED);
        assertThat(reason(told, "equipment-at-base-flood").says()).contains("equipment 0.95 ft above");
        assertThat(told.notes()).anyMatch(n -> n.contains("+0.35 ft (ngvd29_to_navd88_ft)"));
        Assessment turned = assess(at(1.5, String.format(high, "609.6") + shift + "-0.35"), "nfip-minimum");
        assertThat(turned.verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
        assertThat(reason(turned, "equipment-at-base-flood").says()).contains("equipment 0.15 ft below");
    }

    @Test
    void aDatumThatOnlyOneSideNamesNeverClears() {
        String area = "\"FLD_ZONE\":\"AE\",\"SFHA_TF\":\"T\",\"LEN_UNIT\":\"Feet\",\"STATIC_BFE\":%s%s";
        String hall = "\"floor_ft\":%s,\"equipment_ft\":%1$s,\"basement\":false%s";
        String silentMap = collection(area(0, String.format(area, "609.4", "")));
        String namedMap = collection(area(0, String.format(area, "609.4", ",\"V_DATUM\":\"NAVD88\"")));
        for (String high : List.of("613", "640")) {
            String old = String.format(hall, high, ",\"datum\":\"NGVD29\"");
            Assessment a = assess(at(0.5, old), silentMap, "nfip-minimum");
            assertThat(a.verdict()).isEqualTo(SitingVerdict.UNKNOWN);
            assertThat(reason(a, "equipment-at-base-flood").says())
                    .contains("not told to be on one vertical datum", "NGVD29", "(datum not told)", "tell the datum");
            assertThat(assess(at(0.5, String.format(hall, high, "")), namedMap, "nfip-minimum")
                            .verdict())
                    .isEqualTo(SitingVerdict.UNKNOWN);
        }
        assertThat(reason(
                                assess(
                                        at(0.5, String.format(hall, "613", ",\"datum\":\"NGVD29\"")),
                                        silentMap,
                                        "nfip-minimum"),
                                "equipment-at-base-flood")
                        .says())
                .contains("2.29 to 8.52 ft above");
        assertThat(assess(at(0.5, String.format(hall, "608", ",\"datum\":\"NGVD29\"")), silentMap, "nfip-minimum")
                        .verdict())
                .isEqualTo(SitingVerdict.NOT_CLEARED);
        assertThat(assess(at(0.5, String.format(hall, "613", ",\"datum\":\"NAVD88\"")), namedMap, "nfip-minimum")
                        .verdict())
                .isEqualTo(SitingVerdict.CLEARED);
    }

    @Test
    void aRecordsWaterThatIsTheMapsIsOnTheMapsDatum() {
        String map = collection(
                area(
                        0,
                        "\"FLD_ZONE\":\"AE\",\"SFHA_TF\":\"T\",\"STATIC_BFE\":609.4,\"V_DATUM\":\"NAVD88\",\"LEN_UNIT\":\"Feet\""));
        String hall = "\"floor_ft\":613,\"equipment_ft\":613,\"bfe_ft\":%s,\"basement\":false";
        assertThat(assess(at(0.5, String.format(hall, "609.4")), map, "nfip-minimum")
                        .verdict())
                .isEqualTo(SitingVerdict.CLEARED);
        assertThat(assess(at(0.5, String.format(hall, "608.0")), map, "nfip-minimum")
                        .verdict())
                .isEqualTo(SitingVerdict.UNKNOWN);
    }

    @Test
    void twoAreasOnTwoDatumsLeaveTheWaterInDoubt() {
        String area =
                "\"FLD_ZONE\":\"AE\",\"SFHA_TF\":\"T\",\"LEN_UNIT\":\"Feet\",\"STATIC_BFE\":%s,\"V_DATUM\":\"%s\"";
        String map = collection(
                area(0, String.format(area, "609", "NGVD29")), area(1, String.format(area, "610", "NAVD88")));
        String across = feature(
                box(-122.999, 45.865, 0.002, 0.001),
                "\"floor_ft\":612,\"equipment_ft\":612,\"basement\":false,\"datum\":\"NAVD88\"");
        assertThat(assess(across, map, "nfip-minimum").verdict()).isEqualTo(SitingVerdict.UNKNOWN);
    }

    @Test
    void aBuildingAcrossTwoZonesTellsBothAndCountsTheWorse() {
        String across = feature(box(-122.9985, 45.865, 0.002, 0.001), "\"equipment\":620,\"floor\":620,\"bfe\":609.4");
        Assessment a = assess(across, ZONES, "fema-lender");
        assertThat(reason(a, "building-across-zones").says()).contains("25 % in AE (FLOODWAY)", "75 % in AE");
    }

    @Test
    void feetAgainstMetresAreCalledWhatTheyAre() {
        Assessment a = assess(at(1.5, "\"equipment\":613,\"bfe\":185.7,\"floor\":613"), "nfip-minimum");
        assertThat(a.verdict()).isEqualTo(SitingVerdict.UNKNOWN);
        assertThat(reason(a, "equipment-at-base-flood").says()).contains("feet and metres seem mixed");
    }

    @Test
    void aZoneOfDepthCountsFromTheHighestGrade() {
        String ao = collection(area(0, "\"FLD_ZONE\":\"AO\",\"SFHA_TF\":\"T\",\"DEPTH\":3,\"LEN_UNIT\":\"Feet\""));
        Assessment a =
                assess(at(0.5, "\"HAG\":100,\"floor\":102.5,\"equipment\":104,\"unit\":\"ft\""), ao, "nfip-minimum");
        assertThat(reason(a, "floor-at-base-flood").says()).startsWith("floor 0.50 ft below base flood elevation");
    }

    @Test
    void theHigherOfRecordAndMapCounts() {
        String mapped = collection(
                area(
                        0,
                        "\"FLD_ZONE\":\"AE\",\"SFHA_TF\":\"T\",\"STATIC_BFE\":611,\"V_DATUM\":\"NAVD88\",\"LEN_UNIT\":\"Feet\""));
        Assessment a = assess(
                at(0.5, "\"floor\":610,\"equipment\":610,\"bfe\":609.4,\"unit\":\"ft\""), mapped, "nfip-minimum");
        assertThat(reason(a, "floor-at-base-flood").says()).startsWith("floor 1.00 ft below base flood elevation");
        assertThat(a.notes()).anyMatch(n -> n.contains("which is higher is not known"));
        Assessment same = assess(
                at(0.5, "\"floor\":610,\"equipment\":610,\"bfe\":609.4,\"unit\":\"ft\",\"datum\":\"NAVD88\""),
                mapped,
                "nfip-minimum");
        assertThat(same.verdict()).isEqualTo(SitingVerdict.NOT_CLEARED);
        assertThat(same.notes()).anyMatch(n -> n.contains("the higher counts"));
    }

    @Test
    void aRingThatCrossesItselfIsMendedAndTold() {
        String bow =
                "{\"type\":\"Polygon\",\"coordinates\":[[[-123,45.86],[-122.998,45.87],[-122.998,45.86],[-123,45.87],[-123,45.86]]]}";
        Layers layers = LayerReader.of(in(collection(feature(bow, "\"FLD_ZONE\":\"AE\""))), "zones.geojson");
        assertThat(layers.flood()).hasSize(1);
        assertThat(layers.flood().getFirst().shape().isValid()).isTrue();
        assertThat(layers.notes()).anyMatch(n -> n.contains("mended"));
    }

    @Test
    void aHoleInAFloodAreaIsNotFloodAreaAndNotKnown() {
        String holed =
                "{\"type\":\"Polygon\",\"coordinates\":[[[-123,45.86],[-122.99,45.86],[-122.99,45.87],[-123,45.87],[-123,45.86]],"
                        + "[[-122.996,45.864],[-122.994,45.864],[-122.994,45.866],[-122.996,45.866],[-122.996,45.864]]]}";
        Assessment a = assess(
                at(2.5, "\"name\":\"island\""), collection(feature(holed, "\"FLD_ZONE\":\"AE\"")), "fema-lender");
        assertThat(a.verdict()).isEqualTo(SitingVerdict.UNKNOWN);
    }

    @Test
    void projectedCoordinatesAndOtherReferenceSystemsAreRefusedWithAdvice() {
        assertThatThrownBy(() -> BuildingReader.read(
                        in(feature("{\"type\":\"Point\",\"coordinates\":[487000,5078000]}", "")), "b.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ogr2ogr");
        assertThatThrownBy(() -> BuildingReader.read(
                        in(feature("{\"type\":\"Point\",\"coordinates\":[45.86,-123.17]}", "")), "b.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("latitude was written first");
        String mercator =
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3857\"}},\"features\":[]}";
        assertThatThrownBy(() -> LayerReader.of(in(mercator), "zones.geojson"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("3857");
    }

    @Test
    void swappedCoordinatesInsideTheRangeAreSuspected() {
        String munich = collection(feature(box(11, 48, 0.1, 0.1), "\"HQ\":\"HQ100\""));
        Assessment a = assess(
                feature("{\"type\":\"Point\",\"coordinates\":[48.05,11.05]}", "\"name\":\"x\""), munich, "de-whg-78");
        assertThat(a.headline()).contains("swapped");
    }

    @Test
    void namesOfElevationCertificatesAndInventoriesAreRead() {
        Building certificate = BuildingReader.read(
                        in(
                                at(
                                        1,
                                        "\"B11_ELEVATION_DATUM\":\"NAVD 1988\",\"C2A_TOP_BOTTOM_FLOOR_EL\":\"612.5\",\"C2E_LOWEST_MACHINERY_EQ_EL\":\"610.1 ft\","
                                                + "\"C2F_LAG_ELEV\":608,\"C2G_HAG_ELEV\":609,\"STATIC_BFE\":-9999,\"B10_BFE_SOURCE\":\"FIS\"")),
                        "b.json")
                .getFirst();
        assertThat(certificate.height(Level.FLOOR).orElseThrow().value()).isCloseTo(612.5, within(1e-9));
        assertThat(certificate.height(Level.EQUIPMENT).orElseThrow().datum()).isEqualTo("NAVD88");
        assertThat(certificate.height(Level.HIGHEST_GRADE)).isPresent();
        assertThat(certificate.height(Level.BASE_FLOOD)).isEmpty();
        Building csv = BuildingReader.read(in("""
                                Latitude,Longitude,Address,FloodZone,Ground,BaseFloodElevation,FirstFloor,LowestMechanical
                                45.86193,-123.188289,1026 State Avenue,Zone AE,619.5,621.2,624.5,624.5
                                """), "certificates.csv").getFirst();
        assertThat(csv.height(Level.EQUIPMENT).orElseThrow().value()).isCloseTo(624.5, within(1e-9));
        assertThat(csv.height(Level.BASE_FLOOD).orElseThrow().value()).isCloseTo(621.2, within(1e-9));
        assertThat(csv.name()).isEqualTo("1026 State Avenue");
    }

    @Test
    void everyShippedRuleNamesItsSource() {
        assertThat(Profiles.shipped())
                .hasSizeGreaterThan(8)
                .allSatisfy(p -> assertThat(p.rules())
                        .isNotEmpty()
                        .allSatisfy(r -> assertThat(r.source()).isNotBlank()));
    }

    @Test
    void aFloodwayAndALeveeAreNeverOutsideTheRareFlood() {
        assertThat(reason(assess(at(0.5, "\"name\":\"x\""), "default"), "outside-500-year")
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        String levee =
                collection(area(0, "\"FLD_ZONE\":\"X\",\"ZONE_SUBTY\":\"AREA WITH REDUCED FLOOD RISK DUE TO LEVEE\""));
        assertThat(assess(at(0.5, "\"name\":\"x\""), levee, "fm-500-year").verdict())
                .isEqualTo(SitingVerdict.NOT_CLEARED);
    }
}
