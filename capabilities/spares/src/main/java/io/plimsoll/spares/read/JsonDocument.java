/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import io.plimsoll.model.InputProblems;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a JSON document: settings, {@code sites}, {@code parts}. What is said at the top holds for every part, and what a part says
 * for each of its sites, unless it is said again further in.
 */
final class JsonDocument {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Settings of the whole problem; all other plain names at the top are fields that every part inherits. */
    private static final Set<String> SETTINGS = Set.of(
            "name",
            "method",
            "objective",
            "maximise",
            "budget",
            "budgetcents",
            "availability",
            "backorders",
            "fillrate");

    private final InputProblems problems;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Map<Key, Row.Cell>> sites = new LinkedHashMap<>();
    private final Set<String> depots = new LinkedHashSet<>();
    private final List<Row> rows = new ArrayList<>();

    private JsonDocument(InputProblems problems) {
        this.problems = problems;
    }

    static Document read(String text, InputProblems problems) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, e.getOriginalMessage(), "a JSON document", "");
        }
        return new JsonDocument(problems).read(root);
    }

    private Document read(JsonNode root) {
        if (root.isArray()) {
            rows(root, "", Map.of());
        } else if (root.isObject()) {
            top(root);
        } else {
            throw problems.with(0, root.toString(), "a JSON object with 'parts'", "");
        }
        Set<String> names = new LinkedHashSet<>(sites.keySet());
        names.addAll(depots);
        return new Document(rows, settings, sites.isEmpty() ? Set.of() : names);
    }

    private void top(JsonNode root) {
        Map<Key, Row.Cell> shared = new EnumMap<>(Key.class);
        root.forEachEntry((name, value) -> {
            String plain = Key.plain(name);
            switch (plain) {
                case "sites", "bases" -> sites(value);
                case "depot" -> depots.add(value.isObject() ? value.path("name").asString("depot") : value.asString());
                case "target" -> value.forEachEntry((k, v) -> setting(Key.plain(k), v, "target." + k));
                case "parts", "items", "rows" -> {}
                default -> {
                    if (SETTINGS.contains(plain)) {
                        setting(plain, value, name);
                    } else {
                        field(shared, name, value, name);
                    }
                }
            }
        });
        JsonNode parts = first(root, "parts", "items", "rows");
        if (!parts.isArray() || parts.isEmpty()) {
            problems.add(0, "no parts", "a list 'parts' with at least one part", "");
            return;
        }
        rows(parts, "parts", shared);
    }

    private static JsonNode first(JsonNode node, String... names) {
        for (String name : names) {
            if (node.has(name)) {
                return node.get(name);
            }
        }
        return node.path(names[0]);
    }

    private void setting(String plain, JsonNode value, String where) {
        if (!SETTINGS.contains(plain)) {
            problems.add(0, where, "one of budgetCents, availability, backorders, fillRate", "");
        } else {
            settings.put(plain, value.asString(""));
        }
    }

    private void sites(JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode site = list.get(i);
            String where = "sites[" + i + "]";
            Map<Key, Row.Cell> cells = new EnumMap<>(Key.class);
            String name;
            if (site.isObject()) {
                site.forEachEntry((k, v) -> {
                    if (!Key.plain(k).equals("name")) {
                        field(cells, k, v, where);
                    }
                });
                Row.Cell named = cells.remove(Key.SITE);
                name = named != null ? named.text() : site.path("name").asString("");
            } else {
                name = site.asString("");
            }
            boolean depot = Optional.ofNullable(cells.get(Key.ROLE))
                    .filter(r -> r.text().equalsIgnoreCase("depot"))
                    .isPresent();
            if (name.isBlank() || sites.containsKey(name) || (depots.contains(name) && !depot)) {
                problems.add(0, name, where + ": a name that no other site has", "");
            } else if (depot) {
                depots.add(name);
            } else {
                sites.put(name, cells);
            }
        }
    }

    private void rows(JsonNode list, String at, Map<Key, Row.Cell> shared) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode part = list.get(i);
            String where = at + "[" + i + "]";
            if (!part.isObject()) {
                problems.add(0, part.toString(), where + ": an object with 'part', 'costCents', ...", "");
                continue;
            }
            Map<Key, Row.Cell> cells = inherit(shared, Map.of());
            part.forEachEntry((k, v) -> {
                String plain = Key.plain(k);
                if (plain.equals("name")) {
                    cells.put(Key.PART, new Row.Cell(v.asString(""), ""));
                } else if (!plain.equals("sites") && !plain.equals("depot")) {
                    field(cells, k, v, where);
                }
            });
            part(part, cells, where);
        }
    }

    private void part(JsonNode part, Map<Key, Row.Cell> cells, String where) {
        boolean nested = part.has("sites") || part.has("depot");
        if (!nested && cells.containsKey(Key.SITE)) {
            rows.add(new Row(cells, 0, where));
            return;
        }
        JsonNode depot = part.path("depot");
        if (!depot.isMissingNode() && !depot.isNull()) {
            String name = depots.isEmpty() ? "depot" : depots.iterator().next();
            Map<Key, Row.Cell> own = inherit(cells, Map.of());
            own.keySet().removeAll(List.of(Key.DEMAND, Key.RATE_PER_POSITION, Key.REPAIR_TIME, Key.OWNED, Key.ON_HAND));
            own.keySet().removeAll(List.of(Key.ON_ORDER, Key.IN_REPAIR, Key.OWED, Key.MIN, Key.MAX));
            own.put(Key.ROLE, new Row.Cell("depot", ""));
            row(own, depot, name, where + ".depot");
        }
        JsonNode list = part.path("sites");
        if (list.isMissingNode()) {
            if (sites.isEmpty()) {
                problems.add(0, "no sites", where + ": 'sites', here or at the top", "");
            }
            sites.forEach((name, own) -> {
                Map<Key, Row.Cell> all = inherit(cells, own);
                all.put(Key.SITE, new Row.Cell(name, ""));
                rows.add(new Row(all, 0, where));
            });
        } else if (list.isObject()) {
            list.forEachEntry((name, value) ->
                    row(inherit(cells, sites.getOrDefault(name, Map.of())), value, name, where + ".sites." + name));
        } else {
            for (int j = 0; j < list.size(); j++) {
                JsonNode site = list.get(j);
                String name =
                        site.isObject() ? first(site, "site", "name", "base").asString("") : site.asString("");
                row(inherit(cells, sites.getOrDefault(name, Map.of())), site, name, where + ".sites[" + j + "]");
            }
        }
    }

    private static Map<Key, Row.Cell> inherit(Map<Key, Row.Cell> outer, Map<Key, Row.Cell> inner) {
        Map<Key, Row.Cell> out = new EnumMap<>(Key.class);
        out.putAll(outer);
        out.putAll(inner);
        return out;
    }

    private void row(Map<Key, Row.Cell> cells, JsonNode node, String name, String where) {
        cells.put(Key.SITE, new Row.Cell(name, ""));
        if (node.isObject()) {
            node.forEachEntry((k, v) -> {
                if (Key.plain(k).equals("name")) {
                    cells.put(Key.SITE, new Row.Cell(v.asString(""), ""));
                } else {
                    field(cells, k, v, where);
                }
            });
        }
        if (depots.contains(cells.get(Key.SITE) == null ? "" : name)) {
            cells.put(Key.ROLE, new Row.Cell("depot", ""));
        }
        rows.add(new Row(cells, 0, where));
    }

    private void field(Map<Key, Row.Cell> into, String name, JsonNode value, String where) {
        Optional<Key.Found> found = Key.find(name);
        if (found.isEmpty()) {
            problems.add(0, name, where + ": a field out of " + Key.known(), "write '" + Key.nearest(name) + "'");
        } else if (value.isObject()) {
            String number = first(value, "value", "amount", "rate").asString("");
            String unit = first(value, "unit", "per", "units").asString("");
            into.put(found.get().key(), new Row.Cell(number + " " + unit, ""));
        } else if (value.isArray()) {
            problems.add(0, value.toString(), where + ": one value for " + name, "");
        } else if (!value.isNull()) {
            into.put(
                    found.get().key(),
                    new Row.Cell(value.asString(""), found.get().unit()));
        }
    }
}
