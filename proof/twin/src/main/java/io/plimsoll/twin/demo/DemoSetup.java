/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.plan.PlanFormat;
import io.plimsoll.fabric.plan.PlanWriter;
import io.plimsoll.twin.door.Http;
import io.plimsoll.twin.door.RefusedException;
import io.plimsoll.twin.site.SiteOrders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Makes the demo's users and its site on an empty server, through the API. Every step may be repeated. */
final class DemoSetup {

    /** The site's name in addresses. */
    static final String SITE = "demo";

    /** The login that the terminal prints. */
    static final String USER = "demo";

    private static final String ADMIN = "admin";
    private static final String TWIN = "twin";

    private DemoSetup() {}

    /**
     * Makes the demo's users.
     *
     * @param oneTimePassword of the first admin
     * @return the bearer token of the simulated site
     */
    static String users(String address, String oneTimePassword, String password) {
        try (Http open = new Http(address);
                Http first = open.withSession(open.login(ADMIN, oneTimePassword))) {
            first.post("/api/me/password", Map.of("old", oneTimePassword, "new", password));
        }
        try (Http open = new Http(address);
                Http admin = open.withSession(open.login(ADMIN, password))) {
            admin.post(
                    "/api/users",
                    Map.of(
                            "name",
                            USER,
                            "password",
                            password,
                            "roles",
                            List.of("ENGINEER", "CAPACITY_MANAGER", "COORDINATOR", "AUDITOR")));
            admin.post(
                    "/api/users",
                    Map.of(
                            "name",
                            TWIN,
                            "password",
                            password + "-twin",
                            "roles",
                            List.of("ENGINEER", "CAPACITY_MANAGER", "TECHNICIAN", "AUDITOR", "ADMIN")));
            return admin.post("/api/users/" + TWIN + "/tokens", Map.of("title", "simulated site"))
                    .path("token")
                    .asString();
        }
    }

    /** Puts the site, its plan and its order lines on the record, as far as they are not there yet. */
    static void site(Http http, FabricPlan plan, Instant firstDay) {
        JsonNode site;
        try {
            site = http.get("/api/sites/" + SITE);
        } catch (RefusedException e) {
            if (e.status() != 404) {
                throw e;
            }
            site = http.post(
                    "/api/sites",
                    Map.of(
                            "name",
                            SITE,
                            "title",
                            "Demo site (simulated)",
                            "timeZone",
                            "UTC",
                            "simulated",
                            true,
                            "requiredAssurance",
                            "IDENTITY_BOTH_ENDS"));
        }
        if (site.path("cablesPlanned").asInt() == 0) {
            http.postRaw(
                    "/api/sites/" + SITE + "/plan?format=json&source=demo-plan.json&effectiveAt="
                            + Http.part(firstDay.toString()),
                    json(plan));
        }
        String orderLines = "/api/sites/" + SITE + "/order-lines";
        if (http.get(orderLines).path("items").isEmpty()) {
            http.post(orderLines, Map.of("items", orders(plan), "effectiveAt", firstDay.toString()));
        }
    }

    private static byte[] json(FabricPlan plan) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PlanWriter.write(plan, PlanFormat.JSON, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, Object>> orders(FabricPlan plan) {
        Map<String, Long> models = plan.devices().stream()
                .collect(Collectors.groupingBy(PlannedDevice::model, TreeMap::new, Collectors.counting()));
        return models.entrySet().stream()
                .map(e -> Map.<String, Object>of(
                        "orderLine",
                        SiteOrders.line(e.getKey()),
                        "model",
                        e.getKey(),
                        "quantity",
                        e.getValue(),
                        "supplier",
                        "NVIDIA"))
                .toList();
    }
}
