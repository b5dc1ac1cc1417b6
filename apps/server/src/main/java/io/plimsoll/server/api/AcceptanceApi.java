/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.*;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.page;
import static io.plimsoll.server.api.Shape.raw;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Test plans, runs, results, certificates, waivers. */
public final class AcceptanceApi {

    private AcceptanceApi() {}

    public record TestPlanItem(String name, int version, String title, String description, int tests, String sha256) {}

    /** @param plan the test plan as data */
    public record TestPlanView(String sha256, JsonNode plan) {}

    /** @param fingerprint of the node as the agent took it: parts, firmware, cable ends */
    public record NewRun(
            String plan, Fingerprint fingerprint, @Nullable Instant effectiveAt) {}

    public record StartedRun(long runId) {}

    public record Results(@LengthMax(1_000) List<Result> results) {}

    /**
     * One run of one test, as it came out of the tool. The server hashes the log, reads it and judges it.
     *
     * @param log the raw log, whole
     */
    public record Result(
            String test,
            String tool,
            Instant startedAt,
            Instant endedAt,
            @LengthMax(16_777_216) String log,
            int exitCode) {}

    public record ResultsAnswer(List<JudgedTest> tests) {}

    public record JudgedTest(
            String test, boolean required, Verdict verdict, List<MeasurementView> measurements, String reason) {}

    public record MeasurementView(String metric, String unit, double value, String scope) {}

    /** @param repair whether a node that failed goes to REPAIR and not back to CABLED */
    public record Finish(
            @Nullable Instant effectiveAt, @Nullable Boolean repair) {}

    public record Finished(
            Verdict verdict, UnitState state, @Nullable Long certificateId, List<Blocking> blocking) {}

    public record Blocking(String test, Verdict verdict, String reason) {}

    public record CertificateItem(
            long id,
            String node,
            Instant issuedAt,
            @Nullable Instant validUntil,
            @Nullable Instant revokedAt,
            String plan,
            String sha256,
            List<String> waived) {}

    /**
     * @param issuedBy the user who finished the run
     * @param units names of the units it covers
     * @param statement the signed statement
     */
    public record CertificateView(
            CertificateItem certificate,
            String site,
            String issuedBy,
            List<String> units,
            String keyId,
            JsonNode statement,
            long journalSeq) {}

    public record CertificateCheck(boolean valid, List<String> reasons) {}

    /** @param nodes empty for every node of the site */
    public record NewWaiver(
            String test,
            List<String> nodes,
            String reason,
            Instant expiresAt,
            long priceCents,
            @Nullable Instant effectiveAt) {}

    public record WaiverEnd(String reason, @Nullable Instant effectiveAt) {}

    /** How a waiver stands at the time that was asked for. */
    public enum WaiverState {
        HOLDS,
        /** It ran out. */
        ENDED,
        /** Somebody ended it before its time. */
        REVOKED
    }

    public record WaiverView(
            long id,
            String test,
            List<String> nodes,
            String owner,
            String reason,
            Instant grantedAt,
            Instant expiresAt,
            long priceCents,
            @Nullable Instant revokedAt,
            WaiverState state) {}

    public static final Endpoint<Nothing, Page<TestPlanItem>> TEST_PLANS =
            Endpoint.get("/api/test-plans", "The test plans that a run can take", VIEW, page(TestPlanItem.class));
    public static final Endpoint<Nothing, TestPlanView> TEST_PLAN = Endpoint.get(
            "/api/test-plans/{name}", "A test plan with tests, criteria and sources", VIEW, json(TestPlanView.class));
    public static final Endpoint<RawBody, TestPlanView> ADD_TEST_PLAN = Endpoint.post(
            "/api/test-plans",
            "Hand in a test plan of your own, in YAML; every problem of it is told at once",
            PLAN,
            raw("application/yaml"),
            json(TestPlanView.class));
    public static final Endpoint<NewRun, StartedRun> START_RUN = Endpoint.post(
            "/api/sites/{site}/nodes/{name}/runs",
            "Start a test plan on a node: CABLED to TESTING",
            TEST,
            json(NewRun.class),
            json(StartedRun.class));
    public static final Endpoint<Results, ResultsAnswer> ADD_RESULTS = Endpoint.post(
            "/api/runs/{id}/results",
            "Send raw results; each is hashed, read and judged",
            TEST,
            json(Results.class),
            json(ResultsAnswer.class));
    public static final Endpoint<Finish, Finished> FINISH_RUN = Endpoint.post(
            "/api/runs/{id}/finish",
            "End a run: a certificate and ACCEPTED, or back with what blocks",
            TEST,
            json(Finish.class),
            json(Finished.class));
    public static final Endpoint<Nothing, Download> RUN_LOG =
            Endpoint.get("/api/runs/{id}/logs/{test}", "The raw log of a test's last result", VIEW, file("text/plain"));
    public static final Endpoint<Nothing, Page<CertificateItem>> CERTIFICATES = Endpoint.get(
            "/api/sites/{site}/certificates",
            "Certificates, newest first",
            VIEW,
            page(CertificateItem.class),
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<Nothing, CertificateView> CERTIFICATE = Endpoint.get(
            "/api/certificates/{id}",
            "A certificate's statement, and who issued it",
            VIEW,
            json(CertificateView.class));
    public static final Endpoint<Nothing, Download> CERTIFICATE_FILE = Endpoint.get(
            "/api/certificates/{id}/dsse", "The signed envelope, byte for byte", VIEW, file("application/json"));
    public static final Endpoint<Nothing, Download> SITE_KEY = Endpoint.get(
            "/api/sites/{site}/key",
            "The public key that checks the site's certificates",
            VIEW,
            file("application/x-pem-file"));
    public static final Endpoint<RawBody, CertificateCheck> VERIFY_CERTIFICATE = Endpoint.post(
            "/api/certificates/verify",
            "Check a signed envelope against the record's keys",
            VIEW,
            raw("application/json"),
            json(CertificateCheck.class));
    public static final Endpoint<Nothing, Page<WaiverView>> WAIVERS = Endpoint.get(
            "/api/sites/{site}/waivers",
            "Waivers, newest first",
            VIEW,
            page(WaiverView.class),
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<NewWaiver, WaiverView> GRANT_WAIVER = Endpoint.post(
            "/api/sites/{site}/waivers",
            "Let a test through by name; you become its owner",
            WAIVE,
            json(NewWaiver.class),
            json(WaiverView.class));
    public static final Endpoint<WaiverEnd, WaiverView> REVOKE_WAIVER = Endpoint.post(
            "/api/sites/{site}/waivers/{id}/revoke",
            "End a waiver before its time; what rests on it is then not fit",
            WAIVE,
            json(WaiverEnd.class),
            json(WaiverView.class));

    static final List<Endpoint<?, ?>> ALL = List.of(
            TEST_PLANS,
            TEST_PLAN,
            ADD_TEST_PLAN,
            START_RUN,
            ADD_RESULTS,
            FINISH_RUN,
            RUN_LOG,
            CERTIFICATES,
            CERTIFICATE,
            CERTIFICATE_FILE,
            SITE_KEY,
            VERIFY_CERTIFICATE,
            WAIVERS,
            GRANT_WAIVER,
            REVOKE_WAIVER);
}
