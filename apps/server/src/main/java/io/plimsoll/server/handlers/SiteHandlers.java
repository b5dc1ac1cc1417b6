/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.UnitState;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.FloorView;
import io.plimsoll.postgres.LedgerView;
import io.plimsoll.postgres.LoadLine;
import io.plimsoll.postgres.SearchHit;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.SiteSpan;
import io.plimsoll.postgres.SiteSummary;
import io.plimsoll.postgres.StateCode;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sites, the floor, the load line, the ledger, search. */
public final class SiteHandlers {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");
    /** How much is shown of a site that has no history yet. */
    private static final Duration LOAD_LINE_SPAN = Duration.ofDays(1);

    private static final int POINTS_DEFAULT = 200;
    private static final Map<String, UnitState> STATE_CODES = stateCodes();

    private final Database record;

    public SiteHandlers(Database record) {
        this.record = record;
    }

    public void bind(Router router) {
        router.on(SitesApi.SITES, this::sites);
        router.on(SitesApi.CREATE_SITE, this::create);
        router.on(SitesApi.SITE, call -> {
            Site site = Scope.site(record, call);
            return summary(site.name(), call.query(Query.AT).orElseGet(() -> Scope.now(record, site, call)));
        });
        router.on(SitesApi.FLOOR, this::floor);
        router.on(SitesApi.LOAD_LINE, this::loadLine);
        router.on(SitesApi.LEDGER, this::ledger);
        router.on(SitesApi.SEARCH, this::search);
    }

    private static Instant at(Call<?> call) {
        return call.query(Query.AT).orElse(call.now());
    }

    private Page<SitesApi.SiteView> sites(Call<?> call) {
        Page<Site> page = Paging.byKey(record.sites().list(), Site::name, call);
        return new Page<>(
                page.items().stream()
                        .map(s -> summary(s.name(), Scope.now(record, s, call)))
                        .toList(),
                page.next());
    }

    private SitesApi.SiteView create(Call<SitesApi.NewSite> call) {
        SitesApi.NewSite input = call.input();
        List<InputProblem> problems = new ArrayList<>();
        if (!NAME.matcher(input.name()).matches()) {
            problems.add(new InputProblem(
                    "body /name", 0, input.name(), "lower-case letters, digits and hyphens, at most 48"));
        }
        try {
            ZoneId.of(input.timeZone());
        } catch (DateTimeException e) {
            problems.add(new InputProblem("body /timeZone", 0, input.timeZone(), "a time zone such as Europe/Oslo"));
        }
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems);
        }
        if (record.sites().find(input.name()).isPresent()) {
            throw Problem.conflict("There is a site '" + input.name() + "' already.");
        }
        record.sites()
                .create(
                        Scope.stamp(call),
                        input.name(),
                        input.title(),
                        input.timeZone(),
                        input.simulated(),
                        Objects.requireNonNullElse(input.requiredAssurance(), AssuranceLevel.IDENTITY_BOTH_ENDS));
        return summary(input.name(), call.now());
    }

    private SitesApi.SiteView summary(String name, Instant at) {
        SiteSummary s = record.sites().summary(name, at);
        return new SitesApi.SiteView(
                s.site().name(),
                s.site().title(),
                s.site().timeZone(),
                s.site().simulated(),
                s.site().requiredAssurance(),
                s.at(),
                s.gpus(),
                s.nodes(),
                s.fitGpus(),
                s.openRepairOrders(),
                s.cablesPlanned(),
                s.cablesVerified(),
                s.byAssurance(),
                s.certificates());
    }

    private SitesApi.Floor floor(Call<?> call) {
        FloorView floor = record.line().floor(Scope.site(record, call).name(), call.query(Query.AT));
        return new SitesApi.Floor(
                floor.at(),
                floor.halls().stream().map(SitesApi.Hall::new).toList(),
                floor.rows().stream()
                        .map(r -> new SitesApi.FloorRow(r.hall(), r.name()))
                        .toList(),
                floor.racks().stream()
                        .map(r -> new SitesApi.FloorRack(r.row(), r.name(), r.position(), r.units()))
                        .toList(),
                STATE_CODES,
                floor.devices().stream().map(SiteHandlers::device).toList());
    }

    private static SitesApi.Device device(FloorView.Device d) {
        return new SitesApi.Device(
                d.name(),
                d.kind() == DeviceKind.NODE ? "N" : "S",
                d.rack(),
                d.rackUnit(),
                d.model(),
                String.valueOf(StateCode.of(d.state())),
                d.gpus(),
                d.scalableUnit(),
                d.tier(),
                d.openOrders());
    }

    private SitesApi.LoadLineView loadLine(Call<?> call) {
        Site here = Scope.site(record, call);
        String site = here.name();
        Instant to = call.query(Query.TO).orElseGet(() -> Scope.now(record, here, call));
        Instant from = call.query(Query.FROM)
                .or(() -> record.sites().span(site).map(SiteSpan::first))
                .filter(first -> first.isBefore(to) || call.query(Query.FROM).isPresent())
                .orElse(to.minus(LOAD_LINE_SPAN));
        if (!from.isBefore(to)) {
            throw Problem.badInput(new InputProblem("query from", 0, from.toString(), "a time before " + to));
        }
        int points = call.query(SitesApi.POINTS).orElse(POINTS_DEFAULT);
        LoadLine line = record.ledger().loadLine(site, from, to, points);
        return new SitesApi.LoadLineView(
                "GPU",
                to,
                line.points().stream()
                        .map(p -> new SitesApi.LoadPoint(p.at(), p.byState(), p.fit(), p.promised()))
                        .toList(),
                line.total());
    }

    private SitesApi.LedgerTable ledger(Call<?> call) {
        LedgerView ledger = record.ledger().at(Scope.site(record, call).name(), at(call));
        return new SitesApi.LedgerTable(
                ledger.at(),
                ledger.rows().stream()
                        .map(r -> new SitesApi.LedgerRow(r.unitClass(), r.byState(), r.sum(), r.installed(), r.fit()))
                        .toList(),
                ledger.conserved());
    }

    private Page<SitesApi.Hit> search(Call<?> call) {
        Optional<String> text = call.query(SitesApi.TEXT).map(String::strip).filter(t -> !t.isEmpty());
        if (text.isEmpty()) {
            return Page.whole(List.of());
        }
        return Page.whole(record.sites().search(text.get(), Math.min(call.limit(), 200)).stream()
                .map(h -> new SitesApi.Hit(h.kind(), h.site(), h.name(), h.detail(), href(h)))
                .toList());
    }

    /** The page of the browser UI that shows what was found. */
    private static String href(SearchHit hit) {
        String site = "/sites/" + encode(hit.site());
        return switch (hit.kind()) {
            case "certificate" -> "/certificates/" + encode(hit.name());
            case "rack", "switch" -> site + "/floor?find=" + encode(hit.name());
            case "cable" -> site + "/fabric?q=" + encode(hit.detail());
            default -> site + "/nodes/" + encode(hit.name());
        };
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, UnitState> stateCodes() {
        Map<String, UnitState> codes = new LinkedHashMap<>();
        for (UnitState state : UnitState.values()) {
            codes.put(String.valueOf(StateCode.of(state)), state);
        }
        return codes;
    }
}
