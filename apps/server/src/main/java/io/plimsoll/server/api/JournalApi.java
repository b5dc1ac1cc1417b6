/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.*;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.nothing;
import static io.plimsoll.server.api.Shape.page;

import io.plimsoll.model.EvidenceKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The journal, evidence, and what watches the server itself. */
public final class JournalApi {

    private JournalApi() {}

    /** @param payload one JSON object */
    public record JournalItem(
            long seq,
            Instant effectiveAt,
            Instant recordedAt,
            String actor,
            String kind,
            String site,
            String subject,
            JsonNode payload,
            String prevHash,
            String hash) {}

    /** @param head the last row as {@code SEQ:HASH}; note it down as an anchor */
    public record JournalVerified(
            long rows, boolean ok, @Nullable FirstBad firstBad, String head) {}

    public record FirstBad(long seq, String why) {}

    public record EvidenceView(
            long id,
            String site,
            EvidenceKind kind,
            String summary,
            String sha256,
            long journalSeq,
            JsonNode payload,
            List<String> units) {}

    public record Health(String status) {}

    public static final Query<String> SITE = Query.text("site", "only facts of this site");
    public static final Query<String> SUBJECT = Query.text("subject", "only facts about this");
    public static final Query<String> KIND = Query.text("kind", "only this kind; with a dot at the end, a family");
    public static final Query<Long> BEFORE_SEQ = Query.sequence("beforeSeq", "only rows before this one");

    public static final Endpoint<Nothing, Page<JournalItem>> JOURNAL = Endpoint.get(
            "/api/journal",
            "Rows of the journal, newest first",
            VIEW,
            page(JournalItem.class),
            SITE,
            SUBJECT,
            KIND,
            BEFORE_SEQ,
            Query.LIMIT,
            Query.CURSOR);
    public static final Query<String> FIGURE =
            Query.text("figure", "states of GPUs such as ACCEPTED,SERVING, or CABLES, or ORDERS");
    public static final Query<String> NODE = Query.text("node", "only GPUs of this node");
    public static final Endpoint<Nothing, Page<JournalItem>> BEHIND = Endpoint.get(
            "/api/sites/{site}/journal",
            "Exactly the journal rows that a figure of the site rests on, newest first",
            VIEW,
            page(JournalItem.class),
            FIGURE,
            NODE,
            Query.AT,
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<Nothing, JournalVerified> VERIFY_JOURNAL = Endpoint.post(
            "/api/journal/verify",
            "Read the whole journal and prove its chain",
            AUDIT,
            nothing(),
            json(JournalVerified.class));
    public static final Endpoint<Nothing, EvidenceView> EVIDENCE =
            Endpoint.get("/api/evidence/{id}", "A piece of evidence", VIEW, json(EvidenceView.class));
    public static final Endpoint<Nothing, Download> EVENTS = Endpoint.get(
            "/api/events",
            "Server-sent events: what changed, a few times a second at most",
            VIEW,
            file("text/event-stream"));
    public static final Endpoint<Nothing, Download> OPEN_API =
            Endpoint.get("/openapi.json", "This table as OpenAPI", PUBLIC, file("application/json"));
    public static final Endpoint<Nothing, Download> METRICS =
            Endpoint.get("/metrics", "Metrics in the Prometheus format", Permission.METRICS, file("text/plain"));
    public static final Endpoint<Nothing, Health> LIVE =
            Endpoint.get("/health/live", "Whether the process answers", PUBLIC, json(Health.class));
    public static final Endpoint<Nothing, Health> READY = Endpoint.get(
            "/health/ready", "Whether the record answers; 503 while it does not", PUBLIC, json(Health.class));

    static final List<Endpoint<?, ?>> ALL =
            List.of(JOURNAL, BEHIND, VERIFY_JOURNAL, EVIDENCE, EVENTS, OPEN_API, METRICS, LIVE, READY);
}
