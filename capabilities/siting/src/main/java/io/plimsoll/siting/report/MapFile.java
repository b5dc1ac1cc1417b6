/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.report;

import io.plimsoll.siting.Building;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.assess.Assessment;
import io.plimsoll.siting.assess.Portfolio;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** The map of an assessment as a file of its own: SVG with its colours inside, no outside service, light and dark. */
public final class MapFile {

    private static final double AROUND_METRES = 400;

    private MapFile() {}

    /** Empty if no building has a location. */
    public static Optional<String> of(List<Building> buildings, Layers layers, Portfolio portfolio) {
        Envelope all = new Envelope();
        buildings.forEach(b -> b.shape().map(Geometry::getEnvelopeInternal).ifPresent(all::expandToInclude));
        if (all.isNull()) {
            return Optional.empty();
        }
        SiteMap map = new SiteMap(all, AROUND_METRES);
        map.zones(layers);
        for (int i = 0; i < buildings.size(); i++) {
            Assessment a = portfolio.buildings().get(i);
            buildings
                    .get(i)
                    .shape()
                    .ifPresent(shape -> map.building(
                            shape, a.verdict().name(), a.building() + ": " + a.verdict() + ", " + a.headline()));
        }
        String svg = map.svg(portfolio.profile());
        return Optional.of(svg.replaceFirst(
                        "<svg ",
                        "<svg xmlns='http://www.w3.org/2000/svg' width='" + SiteMap.WIDE + "' height='" + SiteMap.HIGH
                                + "' ")
                .replaceFirst(
                        ">", "><style>" + java.util.regex.Matcher.quoteReplacement(HtmlReport.css()) + "</style>"));
    }
}
