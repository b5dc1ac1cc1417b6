/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.certificate.CertificateStatement;
import io.plimsoll.acceptance.certificate.CertificateVerifier;
import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.CertificateFile;
import io.plimsoll.postgres.CertificateRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.NewWaiver;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.postgres.WaiverRow;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.AcceptanceApi.CertificateCheck;
import io.plimsoll.server.api.AcceptanceApi.CertificateItem;
import io.plimsoll.server.api.AcceptanceApi.CertificateView;
import io.plimsoll.server.api.AcceptanceApi.WaiverView;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.server.keys.SigningKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Certificates, the keys that check them, and waivers. */
public final class CertificateHandlers {

    private static final int CERTIFICATES_MAX = 1_000;

    private final Database record;
    private final SigningKeys keys;

    public CertificateHandlers(Database record, SigningKeys keys) {
        this.record = record;
        this.keys = keys;
    }

    public void bind(Router router) {
        router.on(AcceptanceApi.CERTIFICATES, this::certificates);
        router.on(AcceptanceApi.CERTIFICATE, this::certificate);
        router.on(AcceptanceApi.CERTIFICATE_FILE, call -> {
            CertificateFile file = file(call);
            String name = file.row().node() + "-" + file.row().id() + ".dsse.json";
            return Download.of("application/json", name, file.dsse());
        });
        router.on(AcceptanceApi.SITE_KEY, call -> {
            String site = Scope.site(record, call).name();
            byte[] pem = keys.publicPem(site).getBytes(StandardCharsets.US_ASCII);
            return Download.of("application/x-pem-file", site + ".pub.pem", pem);
        });
        router.on(AcceptanceApi.VERIFY_CERTIFICATE, this::verify);
        router.on(AcceptanceApi.WAIVERS, this::waivers);
        router.on(AcceptanceApi.GRANT_WAIVER, this::grant);
        router.on(AcceptanceApi.REVOKE_WAIVER, this::revoke);
    }

    private Page<CertificateItem> certificates(Call<?> call) {
        int limit = Math.min(call.limit(), CERTIFICATES_MAX - 1);
        List<CertificateItem> rows =
                record
                        .acceptance()
                        .certificates(Scope.site(record, call).name(), Paging.number(call), limit + 1)
                        .stream()
                        .map(Views::certificate)
                        .toList();
        return Paging.cut(rows, c -> String.valueOf(c.id()), limit);
    }

    private CertificateFile file(Call<?> call) {
        long id = call.pathNumber("id");
        return record.acceptance().certificate(id).orElseThrow(() -> Problem.notFound("certificate " + id));
    }

    private CertificateView certificate(Call<?> call) {
        CertificateFile file = file(call);
        Dsse envelope = Dsse.read(file.dsse(), "certificate " + file.row().id());
        return new CertificateView(
                Views.certificate(file.row()),
                file.row().site(),
                file.actor(),
                file.units(),
                envelope.signatures().getFirst().keyId(),
                Views.json(new String(envelope.payload(), StandardCharsets.UTF_8)),
                file.journalSeq());
    }

    /** The signature and the statement's own rules, then what only the record knows: whether it was revoked. */
    private CertificateCheck verify(Call<RawBody> call) throws IOException {
        byte[] bytes = call.input().stream().readNBytes(Dsse.BYTES_MAX + 1);
        if (bytes.length > Dsse.BYTES_MAX) {
            throw Problem.tooLarge(Dsse.BYTES_MAX);
        }
        Dsse envelope = Dsse.read(bytes, "body");
        for (Site site : record.sites().list()) {
            for (Dsse.Signed signed : envelope.signatures()) {
                Optional<String> pem = keys.publicPem(site.name(), signed.keyId());
                if (pem.isPresent()) {
                    return verify(call, site, bytes, SiteKey.publicKeyFromPem(pem.get(), "key of " + site.name()));
                }
            }
        }
        return new CertificateCheck(false, List.of("no site of this record has the key that it names"));
    }

    private CertificateCheck verify(Call<?> call, Site site, byte[] bytes, java.security.PublicKey key) {
        CertificateVerifier.Result result = CertificateVerifier.verify(bytes, key, Scope.now(record, site, call));
        List<String> reasons = new ArrayList<>(result.reasons());
        if (result.statement().isPresent()) {
            revocation(result.statement().get(), Sha256.of(bytes), call).ifPresent(reasons::add);
        }
        return new CertificateCheck(result.valid() && reasons.isEmpty(), reasons);
    }

    private Optional<String> revocation(String statement, Sha256 hash, Call<?> call) {
        JsonNode told = Views.json(statement).path("predicate").path(CertificateStatement.EXTENSION);
        String site = told.path("site").asString("");
        String node = told.path("node").asString("");
        if (record.sites().find(site).isEmpty()) {
            return Optional.of("this record has no site '" + site + "'");
        }
        Optional<CertificateRow> row = record.line().node(site, node, call.now()).stream()
                .flatMap(n -> n.certificates().stream())
                .filter(c -> c.sha256().equals(hash))
                .findFirst();
        if (row.isEmpty()) {
            return Optional.of("this record did not issue it");
        }
        return row.get().revokedAt().map(at -> "it was revoked at " + at);
    }

    private Page<WaiverView> waivers(Call<?> call) {
        long passed = Paging.number(call);
        Site site = Scope.site(record, call);
        Instant now = Scope.now(record, site, call);
        List<WaiverView> rest = record.acceptance().waivers(site.name()).stream()
                .skip(passed)
                .limit(call.limit() + 1L)
                .map(w -> waiver(w, now))
                .toList();
        return Paging.cut(rest, w -> String.valueOf(passed + call.limit()), call.limit());
    }

    private WaiverView grant(Call<AcceptanceApi.NewWaiver> call) {
        Site site = Scope.site(record, call);
        AcceptanceApi.NewWaiver input = call.input();
        Stamp stamp = Scope.stamp(call, input.effectiveAt());
        List<InputProblem> problems = new ArrayList<>();
        if (input.test().isBlank()) {
            problems.add(new InputProblem("body /test", 0, "", "the test to let through"));
        }
        if (input.reason().isBlank()) {
            problems.add(new InputProblem("body /reason", 0, "", "a reason that can be read later"));
        }
        if (!input.expiresAt().isAfter(stamp.effectiveAt())) {
            problems.add(new InputProblem(
                    "body /expiresAt", 0, input.expiresAt().toString(), "a time after " + stamp.effectiveAt()));
        }
        if (input.priceCents() <= 0) {
            problems.add(
                    new InputProblem(
                            "body /priceCents",
                            0,
                            "" + input.priceCents(),
                            "what the skip costs, above 0",
                            "Maybe ask POST /api/sites/{site}/price for it; a skip that costs nothing asks for a plan without the test."));
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        WaiverRow granted = record.acceptance()
                .grant(
                        stamp,
                        site.name(),
                        new NewWaiver(
                                input.test(),
                                input.nodes(),
                                stamp.actor(),
                                input.reason(),
                                input.expiresAt(),
                                input.priceCents()));
        return waiver(granted, stamp.effectiveAt());
    }

    private WaiverView revoke(Call<AcceptanceApi.WaiverEnd> call) {
        AcceptanceApi.WaiverEnd input = call.input();
        Stamp stamp = Scope.stamp(call, input.effectiveAt());
        WaiverRow ended = record.acceptance()
                .revokeWaiver(stamp, Scope.site(record, call).name(), call.pathNumber("id"), input.reason());
        return waiver(ended, stamp.effectiveAt());
    }

    private static WaiverView waiver(WaiverRow w, Instant now) {
        AcceptanceApi.WaiverState state = w.revokedAt()
                        .filter(at -> !at.isAfter(now))
                        .isPresent()
                ? AcceptanceApi.WaiverState.REVOKED
                : w.expiresAt().isAfter(now) ? AcceptanceApi.WaiverState.HOLDS : AcceptanceApi.WaiverState.ENDED;
        return new WaiverView(
                w.id(),
                w.test(),
                w.nodes(),
                w.owner(),
                w.reason(),
                w.grantedAt(),
                w.expiresAt(),
                w.priceCents(),
                Views.orNull(w.revokedAt()),
                state);
    }
}
