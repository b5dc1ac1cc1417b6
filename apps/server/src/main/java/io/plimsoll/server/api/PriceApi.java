/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a skipped test lets through and costs. */
public final class PriceApi {

    private PriceApi() {}

    /**
     * @param nodes how many nodes ship
     * @param priorWeightNodes for how many nodes the published shares count beside the site's own results; only the published
     *     shares are used if it is not given
     * @param terms what a bad node costs; without it there are no hours and no cents
     */
    public record PriceRequest(
            String plan,
            List<String> skip,
            long nodes,
            @Nullable Long priorWeightNodes,
            @Nullable PriceTerms terms) {}

    /** Each number with the one who answers for it; nothing has a default. */
    public record PriceTerms(
            @Nullable GivenNumber failuresPerBadNodeDay,
            @Nullable GivenNumber days,
            @Nullable GivenNumber jobGpus,
            @Nullable GivenNumber restartHours,
            @Nullable GivenNumber creditCentsPerGpuHour,
            @Nullable Long creditCapCents) {}

    public record GivenNumber(double value, String source) {}

    /**
     * @param expectedBadNodes bad nodes that the whole plan would find and what is left of it would not
     * @param low if benchmarks overlap as much as their shares allow
     * @param high if they overlap as little as their shares allow
     * @param residualBadNodes bad nodes that also the whole plan does not find
     * @param unpriced skipped tests of which no source says what they find
     * @param asked what must be given for hours and credits
     */
    public record PriceView(
            String plan,
            long nodes,
            List<String> skipped,
            double expectedBadNodes,
            double low,
            double high,
            double residualBadNodes,
            List<PricedTest> perTest,
            List<String> unpriced,
            @Nullable Double interruptedGpuHours,
            @Nullable Long creditsCents,
            List<String> asked,
            List<String> sources) {}

    /**
     * @param badIfNotRun the chance that a node is bad that goes without the test; waiverCentsIfNotRun is its price
     * @param badIfFailed the chance that a node is bad that failed the test; waiverCentsIfFailed is its price
     */
    public record PricedTest(
            String test,
            String title,
            boolean required,
            @Nullable Double share,
            @Nullable Double badNodesAlone,
            String source,
            @Nullable Double badIfNotRun,
            @Nullable Long waiverCentsIfNotRun,
            @Nullable Double badIfFailed,
            @Nullable Long waiverCentsIfFailed) {}

    public static final Endpoint<PriceRequest, PriceView> PRICE = Endpoint.post(
            "/api/sites/{site}/price",
            "What skipped tests let through, what that costs, and what a waiver of each should cost",
            VIEW,
            json(PriceRequest.class),
            json(PriceView.class));

    static final List<Endpoint<?, ?>> ALL = List.of(PRICE);
}
