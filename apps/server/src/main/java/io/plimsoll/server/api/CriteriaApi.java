/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.CRITERIA;
import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.page;
import static io.plimsoll.server.api.Shape.raw;

import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Learned criteria: signed sets, what was learned of a metric, replay on old measurements. */
public final class CriteriaApi {

    private CriteriaApi() {}

    /**
     * @param sha256 of the set's canonical JSON, which the next version names as its anchor
     * @param signedBy the user who had it signed
     * @param used how many limits judge
     * @param inForce whether runs that start now are judged by it
     */
    public record CriterionSetItem(
            long id,
            String name,
            int version,
            String sha256,
            String keyId,
            String signedBy,
            Instant signedAt,
            Instant learnedAt,
            int nodes,
            int used,
            int alarms,
            boolean inForce,
            long journalSeq) {}

    /** @param set the document: strata, limits, notes, alarms */
    public record CriterionSetView(CriterionSetItem item, String site, JsonNode set) {}

    public record NoteView(String code, String text) {}

    /** @param scope where on the node, such as {@code gpu:3} */
    public record MetricValue(String node, String scope, double value, double distance, Verdict verdict) {}

    public record Quantile(double level, double value) {}

    /**
     * @param limit the limit on the bad side; the lower one where both sides are bad
     * @param limitHigh the upper one where both sides are bad
     * @param alpha the similarity to the centroid under which a node fails
     * @param values of the nodes on the record; empty if nothing was measured in the span
     */
    public record MetricView(
            String metric,
            String stratum,
            String unit,
            String direction,
            @Nullable Double limit,
            @Nullable Double limitHigh,
            double centre,
            double alpha,
            String signedBy,
            Instant signedAt,
            double repeatability,
            boolean used,
            List<NoteView> notes,
            List<MetricValue> values,
            List<Quantile> quantiles) {}

    public record ReplaySpan(
            @Nullable Instant from, @Nullable Instant to) {}

    /**
     * @param name of the set; left out, the name of the one in force, else {@code fleet}
     * @param budget the chance that a healthy node fails any metric; left out, one in a thousand
     * @param acceptShift metrics whose shift you have looked at and take; {@code *} for all
     */
    public record LearnSpan(
            @Nullable String name,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Double budget,
            @Nullable @LengthMax(10_000) List<String> acceptShift) {}

    /**
     * A set that nobody has signed: it judges nothing.
     *
     * @param set the document, as it is sent to be signed
     * @param sha256 of the document
     * @param used how many limits would judge
     * @param notUsed metrics that cannot judge
     * @param alarms what a person must look at before signing
     * @param replay what it would say of the nodes that it was learned from
     */
    public record LearnedView(
            JsonNode set,
            String sha256,
            String name,
            int version,
            int nodes,
            int used,
            int notUsed,
            List<NoteView> alarms,
            List<NoteView> notes,
            ReplayView replay) {}

    public record ReplayedNode(String node, String metric, String scope, double value, String limit, String reason) {}

    public record MetricCount(String metric, int nodes) {}

    /** @param failing the worst finding of each node that would have failed */
    public record ReplayView(
            String set,
            int nodes,
            int pass,
            int fail,
            int inconclusive,
            int notRun,
            int error,
            List<ReplayedNode> failing,
            List<MetricCount> byMetric) {}

    public static final Query<String> STRATUM = Query.text("stratum", "the class of nodes, as the set names it");
    public static final Query<String> DESPITE_ALARMS =
            Query.word("despiteAlarms", "yes if you have looked at the set's alarms", "yes", "no");

    public static final Endpoint<Nothing, Page<CriterionSetItem>> CRITERIA_SETS = Endpoint.get(
            "/api/sites/{site}/criteria",
            "Signed sets of learned criteria, newest first",
            VIEW,
            page(CriterionSetItem.class));
    public static final Endpoint<RawBody, CriterionSetItem> SIGN_SET = Endpoint.post(
            "/api/sites/{site}/criteria",
            "Sign a learned set with the site's key; it counts for runs that start after",
            CRITERIA,
            raw("application/json"),
            json(CriterionSetItem.class),
            DESPITE_ALARMS);
    public static final Endpoint<LearnSpan, LearnedView> LEARN_SET = Endpoint.post(
            "/api/sites/{site}/criteria/learn",
            "Learn a set from what the site's nodes measured, against the one in force; nothing is kept",
            CRITERIA,
            json(LearnSpan.class),
            json(LearnedView.class));
    public static final Endpoint<Nothing, CriterionSetView> CRITERION_SET =
            Endpoint.get("/api/criteria/{id}", "A set as a document", VIEW, json(CriterionSetView.class));
    public static final Endpoint<Nothing, Download> CRITERION_SET_FILE = Endpoint.get(
            "/api/criteria/{id}/dsse", "The signed envelope, byte for byte", VIEW, file("application/json"));
    public static final Endpoint<Nothing, MetricView> CRITERION_METRIC = Endpoint.get(
            "/api/criteria/{id}/metrics/{metric}",
            "What was learned of a metric, beside what the record's nodes measured",
            VIEW,
            json(MetricView.class),
            STRATUM,
            Query.FROM,
            Query.TO);
    public static final Endpoint<ReplaySpan, ReplayView> REPLAY = Endpoint.post(
            "/api/criteria/{id}/replay",
            "What the set would have failed on old measurements",
            VIEW,
            json(ReplaySpan.class),
            json(ReplayView.class));

    static final List<Endpoint<?, ?>> ALL =
            List.of(CRITERIA_SETS, SIGN_SET, LEARN_SET, CRITERION_SET, CRITERION_SET_FILE, CRITERION_METRIC, REPLAY);
}
