/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import io.plimsoll.twin.door.Http;
import io.plimsoll.twin.door.RefusedException;
import io.plimsoll.twin.place.GeneratedGround;
import io.plimsoll.twin.place.GeneratedYear;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The energy manager of the demo's site: sends a generated year of meters, certificates and ground, has the hours matched, and takes
 * the statements on their way: the EU report and a customer's are filed, the others wait for the reader. Through the API only; every
 * step may be repeated.
 */
final class PlaceDesk {

    private static final String TENANT = "tenant-a";
    private static final String CUSTOMER = "Tenant A";
    private static final String ZONE = "NO1";

    private final Http twin;
    private final String address;
    private final String password;
    private final int year;
    private final long seed;
    private final String place = "/api/sites/" + DemoSetup.SITE + "/place";

    /**
     * @param twin reviews; who files is the demo's user, for nobody files what he reviewed
     * @param year the last one that is over on the site
     */
    PlaceDesk(Http twin, String address, String password, int year, long seed) {
        this.twin = twin;
        this.address = address;
        this.password = password;
        this.year = year;
        this.seed = seed;
    }

    /** Puts the year on the record, as far as it is not there yet. */
    void begin() {
        JsonNode known = twin.get(place);
        if (!has(known, "SITE_YEAR") || !has(known, "READINGS") || !has(known, "CERTIFICATES")) {
            GeneratedYear generated = GeneratedYear.of(DemoSetup.SITE, year, seed);
            if (!has(known, "SITE_YEAR")) {
                send("/years", "site-" + year + ".json", generated.document());
            }
            if (!has(known, "READINGS")) {
                send("/years/" + year + "/readings", "meters-" + year + ".csv", generated.readings());
            }
            if (!has(known, "CERTIFICATES")) {
                send("/certificates", "wind-" + year + ".csv", generated.certificates());
            }
        }
        if (!has(known, "SITING")) {
            twin.postRaw(place + "/siting", GeneratedGround.of().getBytes(StandardCharsets.UTF_8));
        }
        Map<String, Object> battery = Map.of("capacityMWh", 0.4, "powerMW", 0.2, "efficiency", 0.88);
        twin.post(
                place + "/years/" + year + "/match",
                Map.of("zones", List.of(Map.of("zone", ZONE, "storage", battery))));
        if (known.path("statements").isEmpty()) {
            statements();
        }
        tenant();
    }

    private static boolean has(JsonNode place, String kind) {
        for (JsonNode f : place.path("files")) {
            if (f.path("kind").asString("").equals(kind)) {
                return true;
            }
        }
        return false;
    }

    private void send(String path, String name, String text) {
        twin.postRaw(place + path + "?name=" + Http.part(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Two are filed, the rest stand where a reader can take them on. */
    private void statements() {
        List<String> filed = new ArrayList<>();
        for (String kind : List.of("SASB", "GHG", "ENEFG", "EU")) {
            String id = draft(Map.of("year", year, "kind", kind));
            if (kind.equals("EU")) {
                filed.add(id);
            }
        }
        draft(Map.of("year", year, "kind", "CUSTOMER", "customer", "Tenant B"));
        filed.add(draft(Map.of("year", year, "kind", "CUSTOMER", "customer", CUSTOMER)));
        try (Http open = new Http(address);
                Http reader = open.withSession(open.login(DemoSetup.USER, password))) {
            for (String id : filed) {
                twin.post(place + "/statements/" + id + "/steps", Map.of("state", "REVIEWED"));
                reader.post(place + "/statements/" + id + "/steps", Map.of("state", "FILED"));
            }
        }
    }

    private String draft(Map<String, Object> what) {
        return twin.post(place + "/statements", what).at("/item/id").asString();
    }

    /** A customer with a login of its own, which sees its filed statement and nothing else. */
    private void tenant() {
        try {
            twin.post("/api/users", Map.of("name", TENANT, "password", password, "roles", List.of("TENANT")));
        } catch (RefusedException e) {
            if (e.status() != 409) {
                throw e;
            }
        }
        twin.post(place + "/customers", Map.of("customer", CUSTOMER, "user", TENANT));
    }
}
