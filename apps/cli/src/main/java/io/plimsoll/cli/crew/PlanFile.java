/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.crew.route.RoutePlan;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@code crew plan --json} printed. */
final class PlanFile {

    private PlanFile() {}

    static RoutePlan read(Path file) throws IOException {
        InputProblems problems = new InputProblems(file.toString());
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, e.getOriginalMessage(), "the JSON that 'crew plan --json' prints", "");
        }
        if (!root.path("duration").isNumber() || !root.path("routes").isArray()) {
            throw problems.with(0, "", "the JSON that 'crew plan --json' prints, with 'duration' and 'routes'", "");
        }
        List<RoutePlan.Route> routes = new ArrayList<>();
        for (JsonNode route : root.path("routes")) {
            routes.add(new RoutePlan.Route(
                    route.path("technician").asInt(-1),
                    numbers(route.path("stops")),
                    route.path("depotBefore").asInt(-1),
                    route.path("departs").asDouble(0),
                    route.path("duration").asDouble(0)));
        }
        List<Integer> unserved = numbers(root.path("unserved"));
        return new RoutePlan(
                root.path("duration").asDouble(),
                unserved.isEmpty(),
                routes,
                unserved,
                root.path("iterations").asLong(0));
    }

    private static List<Integer> numbers(JsonNode list) {
        List<Integer> out = new ArrayList<>();
        list.forEach(n -> out.add(n.asInt(-1)));
        return out;
    }
}
