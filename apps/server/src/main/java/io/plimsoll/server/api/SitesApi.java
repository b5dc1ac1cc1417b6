/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.*;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.page;

import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sites, the floor, the load line, the ledger, search. */
public final class SitesApi {

    private SitesApi() {}

    /** @param requiredAssurance left out, IDENTITY_BOTH_ENDS */
    public record NewSite(
            String name,
            String title,
            String timeZone,
            boolean simulated,
            @Nullable AssuranceLevel requiredAssurance) {}

    /**
     * @param gpus how many GPUs stand in each state
     * @param fitGpus that could be sold now
     * @param certificates that hold now
     */
    public record SiteView(
            String name,
            String title,
            String timeZone,
            boolean simulated,
            AssuranceLevel requiredAssurance,
            Instant at,
            Map<UnitState, Integer> gpus,
            Map<UnitState, Integer> nodes,
            int fitGpus,
            int openRepairOrders,
            int cablesPlanned,
            int cablesVerified,
            Map<AssuranceLevel, Integer> byAssurance,
            int certificates) {}

    /** Rows name halls by index, racks name rows, devices name racks. Short keys: a big site has 6,000 devices. */
    public record Floor(
            Instant at,
            List<Hall> halls,
            List<FloorRow> rows,
            List<FloorRack> racks,
            Map<String, UnitState> stateCodes,
            List<Device> devices) {}

    public record Hall(String name) {}

    public record FloorRow(int hall, String name) {}

    public record FloorRack(int row, String name, int position, int units) {}

    /**
     * @param n name
     * @param k N for a node, S for a switch
     * @param r index of the rack; -1 where unknown
     * @param u lowest rack unit
     * @param m model
     * @param s state, one letter
     * @param g states of the GPUs, one letter each
     * @param su scalable unit
     * @param t tier
     * @param o open repair orders
     */
    public record Device(String n, String k, int r, int u, String m, String s, String g, int su, int t, int o) {}

    public record LoadLineView(String unit, Instant at, List<LoadPoint> points, int total) {}

    public record LoadPoint(Instant at, Map<UnitState, Integer> byState, int fit, int promised) {}

    public record LedgerTable(Instant at, List<LedgerRow> rows, boolean conserved) {}

    public record LedgerRow(UnitClass unitClass, Map<UnitState, Integer> byState, int sum, int installed, int fit) {}

    public record Hit(String kind, String site, String name, String detail, String href) {}

    public static final Query<Integer> POINTS = Query.number("points", "how many points, both ends included", 2, 2000);
    public static final Query<String> TEXT = Query.text("q", "part of a name or serial");

    public static final Endpoint<Nothing, Page<SiteView>> SITES =
            Endpoint.get("/api/sites", "All sites in numbers", VIEW, page(SiteView.class), Query.LIMIT, Query.CURSOR);
    public static final Endpoint<NewSite, SiteView> CREATE_SITE =
            Endpoint.post("/api/sites", "Add a site", ADMINISTER, json(NewSite.class), json(SiteView.class));
    public static final Endpoint<Nothing, SiteView> SITE =
            Endpoint.get("/api/sites/{site}", "A site in numbers", VIEW, json(SiteView.class), Query.AT);
    public static final Endpoint<Nothing, Floor> FLOOR = Endpoint.get(
            "/api/sites/{site}/floor", "Where every device stands, and its state", VIEW, json(Floor.class), Query.AT);
    public static final Endpoint<Nothing, LoadLineView> LOAD_LINE = Endpoint.get(
            "/api/sites/{site}/load-line",
            "GPUs by state, fit and promised, over time",
            VIEW,
            json(LoadLineView.class),
            Query.FROM,
            Query.TO,
            POINTS);
    public static final Endpoint<Nothing, LedgerTable> LEDGER = Endpoint.get(
            "/api/sites/{site}/ledger",
            "The capacity ledger, with its conservation",
            VIEW,
            json(LedgerTable.class),
            Query.AT);
    public static final Endpoint<Nothing, Page<Hit>> SEARCH = Endpoint.get(
            "/api/search",
            "Find a node, switch, rack, cable, part or certificate",
            VIEW,
            page(Hit.class),
            TEXT,
            Query.LIMIT);

    static final List<Endpoint<?, ?>> ALL = List.of(SITES, CREATE_SITE, SITE, FLOOR, LOAD_LINE, LEDGER, SEARCH);
}
