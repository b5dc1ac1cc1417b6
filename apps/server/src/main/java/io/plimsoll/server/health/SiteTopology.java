/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import io.plimsoll.health.engine.Topology;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.HealthPlace;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What contains what, drawn from the record: racks and rows from the floor plan, leaves from the cable plan, tenants from
 * allocations, floors from commitments. A tenant's floor is its promised GPUs in whole nodes.
 *
 * @param id of the document on the record
 */
record SiteTopology(long id, Topology topology) {

    static SiteTopology of(Database record, String site, Stamp stamp) {
        List<HealthPlace> places = record.health().places(site, stamp.effectiveAt());
        Map<String, Integer> promised = record.health().promised(site, stamp.effectiveAt());
        byte[] document = document(places, promised);
        return new SiteTopology(record.health().topology(stamp, site, document), read(document));
    }

    static SiteTopology known(Database record, long id) {
        return new SiteTopology(id, read(record.health().topology(id).orElseThrow()));
    }

    private static Topology read(byte[] document) {
        return Topology.read(new String(document, StandardCharsets.UTF_8), "the record's topology");
    }

    private static byte[] document(List<HealthPlace> places, Map<String, Integer> promised) {
        List<Map<String, Object>> nodes = new ArrayList<>();
        int gpus = 8;
        for (HealthPlace p : places) {
            Map<String, Object> node = new LinkedHashMap<>();
            node.put("node", p.node());
            node.put("gpus", p.gpus());
            gpus = Math.max(1, p.gpus());
            if (!p.rack().isEmpty()) {
                node.put("hall", p.hall());
                node.put("row", p.hall() + "/" + p.row());
                node.put("rack", p.hall() + "/" + p.row() + "/" + p.rack());
            }
            if (!p.switches().isEmpty()) {
                node.put("leaf", String.join(",", p.switches()));
            }
            if (!p.commitment().isEmpty()) {
                node.put("tenant", p.commitment());
            }
            nodes.add(node);
        }
        List<Map<String, Object>> floors = new ArrayList<>();
        int each = gpus;
        promised.forEach((name, units) -> {
            if (places.stream().anyMatch(p -> p.commitment().equals(name))) {
                floors.add(Map.of("tenant", name, "floor", (units + each - 1) / each));
            }
        });
        return Json.MAPPER.writeValueAsBytes(sorted(nodes, floors));
    }

    private static Map<String, Object> sorted(List<Map<String, Object>> nodes, List<Map<String, Object>> floors) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("nodes", nodes);
        all.put("commitments", floors.stream().map(java.util.TreeMap::new).toList());
        return all;
    }
}
