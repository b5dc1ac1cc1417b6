/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.oncall;

import io.plimsoll.model.InputProblem;
import io.plimsoll.oncall.escalate.AlertGroups.Alert;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads Alertmanager's webhook, version 4 (also as Grafana sends it). */
final class Alertmanager {

    private static final int ALERTS_MAX = 10_000;

    /** @param policy the label {@code policy} of the group; empty if it has none */
    record Delivery(String policy, List<Alert> alerts) {}

    private Alertmanager() {}

    static Delivery read(InputStream in, Instant now) {
        JsonNode root;
        try {
            root = Json.MAPPER.readTree(in);
        } catch (JacksonException e) {
            throw Problem.badInput(new InputProblem("body", 0, "", "Alertmanager's webhook as JSON"));
        }
        if (root == null
                || !root.path("alerts").isArray()
                || root.path("groupKey").asString("").isEmpty()) {
            throw Problem.badInput(
                    new InputProblem("body", 0, "no groupKey or no alerts", "Alertmanager's webhook, version 4"));
        }
        String group = root.path("groupKey").asString("");
        JsonNode labels = root.path("commonLabels");
        String title = root.path("commonAnnotations")
                .path("summary")
                .asString(labels.path("alertname").asString("alert"));
        List<Alert> out = new ArrayList<>();
        for (JsonNode a : root.path("alerts")) {
            if (out.size() >= ALERTS_MAX) {
                throw Problem.badInput(new InputProblem("body", 0, "more alerts", "at most " + ALERTS_MAX));
            }
            String fingerprint = a.path("fingerprint").asString(a.path("labels").toString());
            out.add(new Alert(
                    group, fingerprint, !a.path("status").asString("firing").equals("resolved"), title, now));
        }
        return new Delivery(labels.path("policy").asString(""), out);
    }
}
