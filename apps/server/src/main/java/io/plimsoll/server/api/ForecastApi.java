/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.json;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** With what probability the promises of a site hold, and what would help. */
public final class ForecastApi {

    private ForecastApi() {}

    /** Longest parameters, in characters. */
    public static final int PARAMETERS_MAX = 200_000;

    /**
     * What cannot be read from the record, and what is to be tried.
     *
     * @param parameters YAML or JSON, as the scenario of {@code plimsoll forecast run} without fleet and commitments: failures, parts,
     *     crews, shocks, leaks, each with its source. Left out, the site's rates on the record are taken. Fleet, commitments and
     *     stock on hand come from the record
     * @param replications futures to simulate; 200 if left out
     * @param marginal whether to try one more of each thing
     * @param change left out, nothing is tried
     */
    public record ForecastRequest(
            @LengthMax(PARAMETERS_MAX) @Nullable String parameters,
            @Nullable Integer replications,
            @Nullable Long seed,
            @Nullable Boolean marginal,
            @Nullable Change change) {}

    /**
     * @param hotSpares more nodes that stand by
     * @param part of which {@code moreParts} more lie on the shelf
     * @param technicians more in each crew
     * @param resupplyDays how long every part is away instead, exponential
     */
    public record Change(
            @Nullable Integer hotSpares,
            @Nullable String part,
            @Nullable Integer moreParts,
            @Nullable Integer technicians,
            @Nullable Double resupplyDays,
            @Nullable Skip skip) {}

    /**
     * Tests that are left out; what they would have found shows as early failures.
     *
     * @param kind the way to fail of the parameters that leaked defects show as
     * @param days after which they show on average, exponential
     * @param source who answers for kind and time
     */
    public record Skip(String plan, List<String> tests, String kind, double days, String source) {}

    /**
     * @param rates the set on the record that was reckoned with; null if the rates came with the question
     * @param tried null if nothing was to be tried; the same futures as {@code now}, so that their difference is the change's
     * @param kinds ways to fail that the rates know
     * @param leak what the skipped tests of the change let through; null if none are skipped
     */
    public record ForecastView(
            String site,
            @Nullable Long rates,
            Instant at,
            double horizonDays,
            int replications,
            long seed,
            Outcome now,
            @Nullable Outcome tried,
            List<Helps> helps,
            @Nullable Leaked leak,
            List<String> kinds,
            List<Source> sources,
            List<String> notes,
            long millis) {}

    public record Outcome(List<Probability> promises, List<PartWait> parts, List<CrewWait> crews) {}

    /**
     * @param probability that no window of the horizon misses the target
     * @param low of the probability, from the finite number of futures
     * @param worstLow of the worst window's availability, 90 % band by chance alone
     * @param parameterLow of the probability, 90 % band by what is not known of the rates
     * @param weeks each whole week ahead
     */
    public record Probability(
            String commitment,
            double probability,
            double low,
            double high,
            double worstWindow,
            double worstLow,
            double worstHigh,
            double parameterLow,
            double parameterHigh,
            double meanAvailability,
            double expectedCreditsCents,
            int windows,
            List<Week> weeks) {}

    /**
     * One week ahead; deliverable is in units of the promise, on average over the week.
     *
     * @param promised the most that is promised in it
     * @param likelyLow half of the futures lie from here to {@code likelyHigh}
     * @param lowest nine of ten futures lie from here to {@code highest}
     * @param probability that the week by itself reaches the target
     */
    public record Week(
            Instant from,
            Instant until,
            int promised,
            double median,
            double likelyLow,
            double likelyHigh,
            double lowest,
            double highest,
            double probability,
            double low,
            double high) {}

    public record PartWait(String part, int stock, double meanNodesWaiting) {}

    public record CrewWait(String crew, int technicians, double meanBusy, double meanNodesWaiting) {}

    /**
     * One more of one thing, the most credits saved first.
     *
     * @param creditsChangeCents below 0 is saved
     */
    public record Helps(
            String change,
            String name,
            double creditsChangeCents,
            double creditsLow,
            double creditsHigh,
            @Nullable Long costCents,
            List<Effect> effects) {}

    public record Effect(String commitment, double probability, double change, double low, double high) {}

    /** @param badNodes that would be let through, expected, of {@code nodes}; the band is what the published shares leave open */
    public record Leaked(
            String plan,
            List<String> skipped,
            long nodes,
            double badNodes,
            double low,
            double high,
            List<String> unpriced) {}

    /** Which rate came from where. */
    public record Source(String what, String rate, String source) {}

    public static final Endpoint<ForecastRequest, ForecastView> FORECAST = Endpoint.post(
            "/api/sites/{site}/forecast",
            "With what probability the site's promises hold, now and with a change; changes nothing",
            VIEW,
            json(ForecastRequest.class),
            json(ForecastView.class));

    static final List<Endpoint<?, ?>> ALL = List.of(FORECAST);
}
