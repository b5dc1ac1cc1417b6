/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.twin.door.Http;
import io.plimsoll.twin.site.SiteState;
import io.plimsoll.twin.truth.PhysicalSite;
import io.plimsoll.twin.truth.SiteShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What must hold after every step, as far as the API shows it. */
final class Invariants {

    private static final List<String> NOT_STANDING = List.of("PLANNED", "RECEIVED", "REPAIR", "RETIRED");

    private final Http http;
    private final String site;
    private final SiteState state;

    Invariants(Http http, String site, SiteState state) {
        this.http = http;
        this.site = "/api/sites/" + site;
        this.state = state;
    }

    void check() {
        conserved();
        List<JsonNode> nodes = items(site + "/nodes");
        fitOnlyWithCertificate(nodes);
        recordIsNotAheadOfTruth(nodes);
    }

    /** Every unit class's states add up to what the site has. */
    private void conserved() {
        JsonNode ledger = http.get(site + "/ledger");
        assertThat(ledger.path("conserved").asBoolean()).isTrue();
        for (JsonNode row : ledger.path("rows")) {
            int sum = 0;
            for (JsonNode count : row.path("byState")) {
                sum += count.asInt();
            }
            assertThat(sum).isEqualTo(row.path("sum").asInt());
            if (row.path("unitClass").asString().equals("GPU")) {
                assertThat(sum).isEqualTo(state.truth().shape().gpus());
            }
        }
    }

    private void fitOnlyWithCertificate(List<JsonNode> nodes) {
        List<String> without = nodes.stream()
                .filter(n -> List.of("ACCEPTED", "HOT_SPARE", "SERVING")
                        .contains(n.path("state").asString()))
                .filter(n -> !n.hasNonNull("certificateId"))
                .map(n -> n.path("name").asString())
                .toList();
        assertThat(without).as("fit without a certificate").isEmpty();
        long accepted = nodes.stream()
                .filter(n -> n.path("state").asString().equals("ACCEPTED"))
                .count();
        JsonNode summary = http.get(site);
        Instant at = Instant.parse(summary.path("at").asString());
        assertThat(summary.path("fitGpus").asLong()).isEqualTo((accepted - restOnEndedWaivers(nodes, at)) * 8);
    }

    /** Nodes that the record still calls ACCEPTED while the waiver under their last certificate has ended. */
    private long restOnEndedWaivers(List<JsonNode> nodes, Instant at) {
        Set<String> ended = new HashSet<>();
        for (JsonNode waiver : items(site + "/waivers")) {
            if (!Instant.parse(waiver.path("expiresAt").asString()).isAfter(at)) {
                waiver.path("nodes").forEach(n -> ended.add(n.asString()));
            }
        }
        Set<String> lasts = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode certificate : ended.isEmpty() ? List.<JsonNode>of() : items(site + "/certificates")) {
            String node = certificate.path("node").asString();
            if (seen.add(node)
                    && ended.contains(node)
                    && !certificate.path("waived").isEmpty()) {
                lasts.add(node);
            }
        }
        return nodes.stream()
                .filter(n -> n.path("state").asString().equals("ACCEPTED"))
                .filter(n -> lasts.contains(n.path("name").asString()))
                .count();
    }

    private void recordIsNotAheadOfTruth(List<JsonNode> nodes) {
        PhysicalSite truth = state.truth();
        SiteShape shape = truth.shape();
        for (JsonNode node : nodes) {
            int device = shape.deviceNamed(node.path("name").asString());
            String said = node.path("state").asString();
            assertThat(truth.powered(device) || NOT_STANDING.contains(said))
                    .as("%s is %s and does not stand", node.path("name"), said)
                    .isTrue();
        }
    }

    /** All items of a list, page by page. */
    List<JsonNode> items(String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            String glue = path.contains("?") ? "&" : "?";
            JsonNode page =
                    http.get(path + glue + "limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + Http.part(cursor)));
            page.path("items").forEach(all::add);
            cursor = page.hasNonNull("next") ? page.path("next").asString() : "";
        } while (!cursor.isEmpty());
        return all;
    }
}
