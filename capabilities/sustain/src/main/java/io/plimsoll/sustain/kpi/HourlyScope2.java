/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.meter.Hours;
import io.plimsoll.sustain.meter.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * Scope 2 hour by hour, as the revision of the GHG Protocol proposes (consultation of 20 October 2025 to 31 January 2026, not in
 * force): each hour at its own factor of the grid; and each hour less the certificates of the same hour and grid, the rest at the
 * residual mix. Factors come from the document with their sources; what one is missing for has no figure.
 */
final class HourlyScope2 {

    static final String LOCATION = "SCOPE2-LOCATION-HOURLY";
    static final String MARKET = "SCOPE2-MARKET-HOURLY";

    private final SiteDocument document;
    private final List<String> notes;
    private final double[] load;
    private final double[] onSite;

    private HourlyScope2(SiteDocument document, List<Hours> supplies, List<String> notes) {
        this.document = document;
        this.notes = notes;
        this.load = sum(supplies);
        this.onSite = sum(supplies.stream()
                .filter(h -> h.meter().point() == Point.ONSITE_RENEWABLE)
                .toList());
    }

    /**
     * @param supplies of electricity from meters, watt-hours by the hour
     * @param retiredWh certificates retired by the hour of production, without those of plant on the site; empty where only their
     *     sum is known
     */
    static List<Value> of(
            SiteDocument document,
            List<Hours> supplies,
            Optional<double[]> retiredWh,
            SiteTotals totals,
            List<String> notes) {
        List<Value> out = new ArrayList<>();
        if (supplies.isEmpty()) {
            return out;
        }
        HourlyScope2 hourly = new HourlyScope2(document, supplies, notes);
        hourly.location().ifPresent(out::add);
        hourly.market(retiredWh, totals).ifPresent(out::add);
        return out;
    }

    private double[] sum(List<Hours> meters) {
        double[] out = new double
                [(int) ((document.to().getEpochSecond() - document.from().getEpochSecond()) / 3600)];
        for (Hours h : meters) {
            for (int i = 0; i < Math.min(out.length, h.amounts().length); i++) {
                out[i] += h.amounts()[i];
            }
        }
        return out;
    }

    private Optional<Value> location() {
        JsonNode factor = document.rest().at("/ghg/gridFactorHourly");
        Optional<double[]> values = hours(factor, "/ghg/gridFactorHourly (t/MWh)");
        if (values.isEmpty()) {
            return Optional.empty();
        }
        double tonnes = 0;
        for (int h = 0; h < load.length; h++) {
            tonnes += load[h] / 1e6 * values.get()[h];
        }
        return Optional.of(value(LOCATION, tonnes, "each hour's energy x its grid factor", source(factor)));
    }

    private Optional<Value> market(Optional<double[]> retiredWh, SiteTotals totals) {
        JsonNode residual = document.rest().at("/ghg/residualFactor");
        Optional<double[]> matched = retiredWh.or(() -> told(totals));
        if (!residual.path("value").isNumber() || source(residual).isEmpty() || matched.isEmpty()) {
            return Optional.empty();
        }
        double open = 0;
        for (int h = 0; h < load.length; h++) {
            double covered = h < matched.get().length ? matched.get()[h] : 0;
            open += Math.max(load[h] - onSite[h] - covered, 0) / 1e6;
        }
        return Optional.of(value(
                MARKET,
                open * residual.path("value").asDouble(),
                "each hour's energy less on-site energy and certificates of the same hour, the rest x residual mix",
                source(residual)));
    }

    /** What the document says of certificates by the hour; none at all if it has none. */
    private Optional<double[]> told(SiteTotals totals) {
        JsonNode said = document.rest().at("/ghg/retiredMWhByHour");
        if (!said.isMissingNode()) {
            return hours(said, "/ghg/retiredMWhByHour").map(mwh -> {
                double[] wh = mwh.clone();
                for (int h = 0; h < wh.length; h++) {
                    wh[h] *= 1e6;
                }
                return wh;
            });
        }
        double certificates = totals.get(Symbol.ERES_GOO).orElse(0)
                + totals.get(Symbol.ERES_PPA).orElse(0);
        if (certificates > 0 && !document.rest().at("/ghg/residualFactor").isMissingNode()) {
            notes.add("Scope 2, market-based by the hour: the hours of the certificates are not told"
                    + " ('ghg.retiredMWhByHour'), so there is no figure");
            return Optional.empty();
        }
        return Optional.of(new double[0]);
    }

    private Optional<double[]> hours(JsonNode said, String where) {
        if (said.isMissingNode()) {
            return Optional.empty();
        }
        JsonNode values = said.path("values");
        if (values.size() != load.length || source(said).isEmpty()) {
            notes.add(where + ": " + values.size() + " values" + (source(said).isEmpty() ? " without a source" : "")
                    + " where " + load.length + " hours with their source are expected: no figure");
            return Optional.empty();
        }
        double[] out = new double[load.length];
        for (int h = 0; h < out.length; h++) {
            out[h] = values.get(h).asDouble(Double.NaN);
            if (!(out[h] >= 0)) {
                notes.add(where + ": '" + values.get(h) + "' in hour " + h + " is no amount: no figure");
                return Optional.empty();
            }
        }
        return Optional.of(out);
    }

    private static String source(JsonNode factor) {
        return factor.path("source").asString("");
    }

    private Value value(String quantity, double tonnes, String method, String source) {
        return Value.of(
                quantity, OptionalDouble.of(tonnes), "t", document.period(), "proposed, not in force", method, source);
    }
}
