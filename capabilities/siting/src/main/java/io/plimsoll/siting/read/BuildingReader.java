/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.siting.Building;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Reads one building or a whole town: a GeoJSON feature or collection, a JSON object, a list of objects, or CSV. Property names are
 * read as {@link FieldName} reads them; sentinels such as -9999, and a zero among heights of hundreds, count as not given.
 */
public final class BuildingReader {

    private BuildingReader() {}

    /**
     * @param source the file as the user named it; {@code .csv} is read as CSV
     * @return in the file's order, at least one
     * @throws io.plimsoll.model.BadInputException with everything that is wrong
     */
    public static List<Building> read(InputStream in, String source) {
        InputProblems problems = new InputProblems(source);
        List<GeoJsonReader.Feature> features = new ArrayList<>();
        JsonNode shared;
        if (source.toLowerCase(java.util.Locale.ROOT).endsWith(".csv")) {
            CsvRows.read(in, problems, features::add);
            shared = tools.jackson.databind.node.MissingNode.getInstance();
        } else {
            shared = GeoJsonReader.read(in, problems, features::add).rest();
        }
        List<Building> out = new ArrayList<>();
        boolean one = features.size() == 1;
        for (GeoJsonReader.Feature feature : features) {
            out.add(new BuildingBuilder(feature, one ? feature.properties() : shared, problems).build());
        }
        if (out.isEmpty()) {
            problems.add(0, "no building", "a GeoJSON feature, or a list of them", "");
        }
        problems.refuseIfAny();
        return List.copyOf(out);
    }
}
