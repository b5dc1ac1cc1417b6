/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.PROMISE;
import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.raw;

import io.plimsoll.forecast.Provenance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which failure or repair rate came from where: those that the site's forecasts reckon with, and what has been published. */
public final class RatesApi {

    private RatesApi() {}

    /** The most sets that a page shows. */
    public static final int SETS_MAX = 50;

    /**
     * @param inForce null as long as nobody gave any: there is no default
     * @param demands the rates behind the spares plan in force
     * @param published what has been published, for comparison; a rate that is null has no confirmed figure
     */
    public record RatesView(
            String site,
            @Nullable RateSet inForce,
            List<Rate> rates,
            List<Demand> demands,
            List<RateSet> history,
            List<Published> published) {}

    /** @param version 0 is the first */
    public record RateSet(
            long id, int version, String sha256, String reason, String setBy, Instant recordedAt, long journalSeq) {}

    /**
     * @param says the figure with its unit
     * @param since the set that first said so, with the same source, without a break
     */
    public record Rate(Provenance.Kind kind, String what, String says, String source, RateSet since) {}

    public record Demand(
            String part,
            String place,
            double failuresPerYear,
            String source,
            long planId,
            String setBy,
            long journalSeq) {}

    /** @param quality good, fair, upper bound, wide, or none */
    public record Published(
            String part, @Nullable Double ratePerYear, String per, String meaning, String quality, String source) {}

    public static final Query<String> REASON = Query.text("reason", "why these rates");

    private static final String RATES_OF = "/api/sites/{site}/rates";

    public static final Endpoint<Nothing, RatesView> RATES = Endpoint.get(
            RATES_OF,
            "Which rate came from where, who put it on the record, and what has been published",
            VIEW,
            json(RatesView.class));
    public static final Endpoint<RawBody, RatesView> SET_RATES = Endpoint.post(
            RATES_OF,
            "Put rates in force: failures, parts, crews, shocks, leaks, each with its source",
            PROMISE,
            raw("application/yaml", "application/json"),
            json(RatesView.class),
            REASON);
    public static final Endpoint<Nothing, Download> RATES_FILE = Endpoint.get(
            RATES_OF + "/file", "The rates in force, byte for byte as they were sent", VIEW, file("application/yaml"));

    static final List<Endpoint<?, ?>> ALL = List.of(RATES, SET_RATES, RATES_FILE);
}
