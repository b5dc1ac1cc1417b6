/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A made-up river with its flood areas and four halls beside it, as a site sends them to be assessed. */
public final class GeneratedGround {

    private static final double WEST = 10.70;
    private static final double SOUTH = 59.90;
    private static final int STEPS = 40;

    private GeneratedGround() {}

    /** JSON with buildings and layers: one hall cleared, one too low, one half in the floodway, one that no map covers. */
    public static String of() {
        return String.format(
                Locale.ROOT,
                """
                {"name": "generated ground: every place and height is made up", "profile": "us-commercial-carrier",
                 "buildings": {"type": "FeatureCollection", "features": [%s, %s, %s, %s]},
                 "layers": [{"name": "flood-zones", "geojson": {"type": "FeatureCollection", "features": [%s, %s, %s, %s]}},
                            {"name": "railway", "geojson": {"type": "Feature", "properties": {"kind": "rail", "name": "made-up line"},
                              "geometry": {"type": "LineString", "coordinates": [[10.70, 59.925], [10.76, 59.927]]}}}]}
                """,
                hall("Hall 1", 0.012, 0.0158, 12.4, 13.6, 13.9),
                hall("Hall 2", 0.030, 0.0088, 9.0, 10.1, 9.7),
                hall("Hall 3", 0.044, 0.0046, 8.2, 13.4, 13.6),
                hall("Hall 4", 0.075, 0.0150, 12.0, 13.5, 13.5),
                band("AE", "FLOODWAY", "T", 0.0016, 9.2),
                band("AE", "", "T", 0.0048, 10.0),
                band("X", "0.2 PCT ANNUAL CHANCE FLOOD HAZARD", "F", 0.0072, 0),
                rest());
    }

    private static double middle(double x) {
        return 0.005 + 0.0018 * Math.sin(x * 220);
    }

    private static String hall(String name, double x, double y, double ground, double floor, double equipment) {
        double wide = 0.0022;
        double high = 0.0009;
        return String.format(
                Locale.ROOT,
                """
                {"type": "Feature", "properties": {"name": "%s", "ground_m": %.2f, "floor_m": %.2f, "equipment_m": %.2f, "bfe_m": 10.00,
                  "basement": false, "datum": "NN2000", "access_dry": true},
                 "geometry": {"type": "Polygon", "coordinates": [[[%f, %f], [%f, %f], [%f, %f], [%f, %f], [%f, %f]]]}}""",
                name,
                ground,
                floor,
                equipment,
                WEST + x,
                SOUTH + y,
                WEST + x + wide,
                SOUTH + y,
                WEST + x + wide,
                SOUTH + y + high,
                WEST + x,
                SOUTH + y + high,
                WEST + x,
                SOUTH + y);
    }

    /** Everything within so many degrees of the river's middle; an area of a lesser flood lies around that of a greater one. */
    private static String band(String zone, String subtype, String sfha, double half, double metres) {
        List<String> ring = new ArrayList<>();
        for (int i = 0; i <= STEPS; i++) {
            double x = 0.06 * i / STEPS;
            ring.add(at(x, middle(x) + half));
        }
        for (int i = STEPS; i >= 0; i--) {
            double x = 0.06 * i / STEPS;
            ring.add(at(x, middle(x) - half));
        }
        ring.add(ring.getFirst());
        String height = metres > 0
                ? String.format(
                        Locale.ROOT,
                        ", \"STATIC_BFE\": %.2f, \"LEN_UNIT\": \"Meters\", \"V_DATUM\": \"NN2000\"",
                        metres)
                : "";
        return "{\"type\": \"Feature\", \"properties\": {\"FLD_ZONE\": \"" + zone + "\", \"ZONE_SUBTY\": \"" + subtype
                + "\", \"SFHA_TF\": \"" + sfha + "\"" + height
                + "}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[" + String.join(", ", ring) + "]]}}";
    }

    private static String rest() {
        return "{\"type\": \"Feature\", \"properties\": {\"FLD_ZONE\": \"X\", \"ZONE_SUBTY\": \"AREA OF MINIMAL FLOOD HAZARD\","
                + " \"SFHA_TF\": \"F\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[" + at(0, -0.006)
                + ", "
                + at(0.06, -0.006) + ", " + at(0.06, 0.02) + ", " + at(0, 0.02) + ", " + at(0, -0.006) + "]]}}";
    }

    private static String at(double x, double y) {
        return String.format(Locale.ROOT, "[%f, %f]", WEST + x, SOUTH + y);
    }
}
