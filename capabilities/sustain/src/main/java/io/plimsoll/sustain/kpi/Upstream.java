/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import io.plimsoll.sustain.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * What a site's electricity costs before it reaches the site: water that power plants evaporate, and the fuel chain and grid losses
 * of Scope 3 category 3. Each factor comes from the document with its source; without one there is no figure.
 */
final class Upstream {

    private Upstream() {}

    static List<Value> of(SiteDocument document, SiteTotals totals, List<String> notes) {
        List<Value> out = new ArrayList<>();
        OptionalDouble direct = totals.get(Symbol.WIN);
        if (direct.isPresent()) {
            out.add(value(document, "WATER-DIRECT", direct, "m3", "WIN", "sums of the site"));
        }
        JsonNode water = document.rest().at("/water/gridFactor");
        OptionalDouble indirect = times(totals, water, "/water/gridFactor (L/kWh)", notes);
        if (indirect.isPresent()) {
            out.add(value(document, "WATER-INDIRECT", indirect, "m3", "EDC x L/kWh / 1000", source(water)));
        }
        if (direct.isPresent() && indirect.isPresent()) {
            out.add(value(
                    document,
                    "WATER-ALL",
                    OptionalDouble.of(direct.getAsDouble() + indirect.getAsDouble()),
                    "m3",
                    "WATER-DIRECT + WATER-INDIRECT",
                    source(water)));
        }
        JsonNode energy = document.rest().at("/ghg/upstreamFactor");
        OptionalDouble tonnes = times(totals, energy, "/ghg/upstreamFactor (t/MWh)", notes);
        if (tonnes.isPresent()) {
            out.add(value(
                    document,
                    "UPSTREAM-TONNES",
                    tonnes,
                    "t",
                    "EDC x (fuel chain + grid losses), Scope 3 category 3",
                    source(energy)));
        }
        return out;
    }

    private static OptionalDouble times(SiteTotals totals, JsonNode factor, String where, List<String> notes) {
        OptionalDouble edc = totals.edc();
        if (factor.isMissingNode() || edc.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!factor.path("value").isNumber() || source(factor).isEmpty()) {
            notes.add(where + ": a factor without its value and source gives no figure");
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(edc.getAsDouble() / 1000 * factor.path("value").asDouble());
    }

    private static String source(JsonNode factor) {
        return factor.path("source").asString("");
    }

    private static Value value(
            SiteDocument d, String quantity, OptionalDouble v, String unit, String method, String source) {
        return Value.of(quantity, v, unit, d.period(), "", method, source);
    }
}
