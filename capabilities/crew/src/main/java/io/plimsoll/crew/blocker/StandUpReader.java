/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import io.plimsoll.crew.bringup.BringUp;
import io.plimsoll.crew.bringup.BringUpReader;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a stand-up: YAML or JSON with {@code at, horizonDays, units, commitments, blockers, past, bringup}. The whole form is in
 * docs/reference/blockers.md.
 */
public final class StandUpReader {

    private static final int BLOCKERS_MAX = 5_000;
    private static final int UNITS_MAX = 100_000;
    private static final int HORIZON_DAYS = 84;
    private static final int HORIZON_DAYS_MAX = 3_650;
    private static final int GPUS_MAX = 1_000_000;

    private final InputProblems problems;
    private final Map<String, StandUp.Unit> units = new java.util.LinkedHashMap<>();
    private final List<StandUp.Tranche> tranches = new ArrayList<>();
    private final Set<String> packages = new HashSet<>();
    private final Map<String, Blocker> blockers = new java.util.LinkedHashMap<>();
    private final List<Spell> past = new ArrayList<>();
    private Instant at = Instant.EPOCH;
    private String site = "";

    private StandUpReader(InputProblems problems) {
        this.problems = problems;
    }

    /**
     * @param source the file as the user named it
     * @param now the moment of the stand-up if the file names none
     * @throws BadInputException with everything that is wrong
     */
    public static StandUp read(String text, String source, Instant now) {
        InputProblems problems = new InputProblems(source);
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(text);
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw problems.with(line, String.valueOf(e.getOriginalMessage()), "a YAML or JSON document", "");
        }
        if (root == null || !root.isObject()) {
            throw problems.with(0, "no keys", "blockers, units and commitments", "");
        }
        return new StandUpReader(problems).whole(root, source, now);
    }

    private StandUp whole(JsonNode root, String source, Instant now) {
        keys(
                "",
                root,
                Set.of("name", "at", "site", "horizonDays", "units", "commitments", "blockers", "past", "bringup"));
        at = root.has("at") ? moment("at", root.path("at"), now) : now;
        site = root.path("site").asString("");
        int days = number("horizonDays", root.path("horizonDays"), HORIZON_DAYS, 1, HORIZON_DAYS_MAX);
        Optional<BringUp> bringUp = Optional.empty();
        if (root.has("bringup")) {
            BringUp read = BringUpReader.read(root.path("bringup").toString(), source + " bringup", Optional.empty());
            read.packages().forEach(p -> packages.add(p.id()));
            bringUp = Optional.of(read);
        }
        each(root, "units", UNITS_MAX, this::unit);
        each(root, "commitments", UNITS_MAX, this::tranche);
        each(root, "blockers", BLOCKERS_MAX, this::blocker);
        each(root, "past", UNITS_MAX, this::spell);
        pools();
        waits();
        problems.refuseIfAny();
        return new StandUp(
                root.path("name").asString(source),
                at,
                at.plus(Duration.ofDays(days)),
                List.copyOf(units.values()),
                tranches,
                List.copyOf(blockers.values()),
                past,
                bringUp);
    }

    private interface Item {
        void read(String where, JsonNode node);
    }

    private void each(JsonNode root, String key, int max, Item item) {
        JsonNode list = root.path(key);
        if (!list.isMissingNode() && !list.isArray()) {
            problems.add(0, key, "a list");
            return;
        }
        if (list.size() > max) {
            throw problems.with(0, list.size() + " " + key, "at most " + max, "");
        }
        int n = 0;
        for (JsonNode node : list) {
            n++;
            item.read(key + " " + n, node);
        }
    }

    private void keys(String where, JsonNode node, Set<String> known) {
        node.propertyNames().stream()
                .filter(k -> !known.contains(k))
                .forEach(k -> problems.add(
                        0, (where.isEmpty() ? "" : where + ": ") + k, "one of " + new java.util.TreeSet<>(known)));
    }

    private void unit(String where, JsonNode node) {
        keys(where, node, Set.of("unit", "gpus", "ready", "workHours"));
        String name = name(where, node, "unit");
        int gpus = number(where + " gpus", node.path("gpus"), -1, 0, GPUS_MAX);
        Instant ready = node.has("ready") ? moment(where + " ready", node.path("ready"), at) : at;
        double work = node.path("workHours").asDouble(0);
        if (!(work >= 0 && work <= 24.0 * HORIZON_DAYS_MAX)) {
            problems.add(0, where + " workHours " + node.path("workHours"), "hours, 0 or more");
            work = 0;
        }
        if (units.putIfAbsent(name, new StandUp.Unit(name, gpus, ready, Duration.ofSeconds(Math.round(work * 3600))))
                != null) {
            problems.add(0, where + " " + name, "a unit that does not stand twice");
        }
    }

    private void tranche(String where, JsonNode node) {
        keys(where, node, Set.of("commitment", "from", "until", "gpus", "units"));
        List<String> pool = texts(node.path("units"));
        pool.stream()
                .filter(u -> !units.containsKey(u))
                .forEach(u -> problems.add(0, where + " units " + u, "a unit of this file"));
        Instant from = moment(where + " from", node.path("from"), at);
        Optional<Instant> until =
                node.has("until") ? Optional.of(moment(where + " until", node.path("until"), at)) : Optional.empty();
        if (until.isPresent() && !until.get().isAfter(from)) {
            problems.add(0, where + " until " + until.get(), "a time after " + from);
        }
        tranches.add(new StandUp.Tranche(
                name(where, node, "commitment"),
                from,
                until,
                number(where + " gpus", node.path("gpus"), -1, 1, GPUS_MAX),
                pool));
    }

    private void blocker(String where, JsonNode node) {
        keys(
                where,
                node,
                Set.of(
                        "id",
                        "kind",
                        "title",
                        "site",
                        "supplier",
                        "owner",
                        "state",
                        "raised",
                        "eta",
                        "blocks",
                        "waitsOn"));
        String id = name(where, node, "id");
        Optional<Eta> eta = eta(where, node.path("eta"));
        String owner = node.path("owner").asString("");
        BlockerState otherwise =
                eta.isPresent() ? BlockerState.ETA_GIVEN : owner.isEmpty() ? BlockerState.OPEN : BlockerState.OWNED;
        Set<Target> blocks = new LinkedHashSet<>();
        texts(node.path("blocks")).forEach(t -> target(where, t).ifPresent(blocks::add));
        Blocker read = new Blocker(
                id,
                kind(where, node),
                node.path("title").asString(id),
                node.path("site").asString(site),
                node.path("supplier").asString(""),
                owner,
                node.has("state")
                        ? choice(where + " state", node.path("state").asString(""), BlockerState.class, otherwise)
                        : otherwise,
                node.has("raised") ? moment(where + " raised", node.path("raised"), at) : at,
                eta,
                List.copyOf(blocks),
                texts(node.path("waitsOn")));
        if (blockers.putIfAbsent(id, read) != null) {
            problems.add(0, where + " " + id, "a blocker that does not stand twice");
        }
    }

    private BlockerKind kind(String where, JsonNode node) {
        return choice(where + " kind", node.path("kind").asString(""), BlockerKind.class, BlockerKind.DECISION);
    }

    private Optional<Eta> eta(String where, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        JsonNode first = node.isObject() ? node.path("p50") : node;
        Instant p50 = moment(where + " eta p50", first, at);
        Instant p90 = node.has("p90") ? moment(where + " eta p90", node.path("p90"), at) : p50;
        if (p90.isBefore(p50)) {
            problems.add(0, where + " eta p90 " + p90, "a time that is not before p50, " + p50);
            return Optional.empty();
        }
        return Optional.of(new Eta(p50, p90));
    }

    private Optional<Target> target(String where, String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon);
        String name = colon < 0 ? text : text.substring(colon + 1);
        boolean unit = units.containsKey(name);
        boolean work = packages.contains(name);
        boolean promised = tranches.stream().anyMatch(t -> t.commitment().equals(name));
        if (unit && (kind.isEmpty() || kind.equals("unit"))) {
            return Optional.of(new Target.Unit(name));
        }
        if (work && (kind.isEmpty() || kind.equals("package"))) {
            return Optional.of(new Target.Work(name));
        }
        if (promised && (kind.isEmpty() || kind.equals("commitment"))) {
            return Optional.of(new Target.Commitment(name));
        }
        problems.add(0, where + " blocks " + text, "a unit, a package of the bring-up or a commitment of this file");
        return Optional.empty();
    }

    private void spell(String where, JsonNode node) {
        keys(where, node, Set.of("kind", "site", "supplier", "raised", "cleared", "eta", "again"));
        Instant raised = moment(where + " raised", node.path("raised"), at);
        Instant cleared = moment(where + " cleared", node.path("cleared"), at);
        if (cleared.isBefore(raised)) {
            problems.add(0, where + " cleared " + cleared, "a time that is not before it was raised, " + raised);
        }
        past.add(new Spell(
                kind(where, node),
                node.path("site").asString(site),
                node.path("supplier").asString(""),
                raised,
                Optional.of(cleared),
                eta(where, node.path("eta")),
                node.path("again").asBoolean(false)));
    }

    /** A unit keeps one promise at a time, so it is in one pool. */
    private void pools() {
        Map<String, List<String>> of = new HashMap<>();
        for (StandUp.Tranche t : tranches) {
            for (String u : t.pool()) {
                List<String> other = of.putIfAbsent(u, t.pool());
                if (other != null && !other.equals(t.pool())) {
                    problems.add(
                            0,
                            t.commitment() + " units " + u,
                            "a unit of one pool; commitments that share units name the same list");
                }
            }
        }
    }

    private void waits() {
        blockers.values()
                .forEach(b -> b.waitsOn().forEach(w -> {
                    if (w.equals(b.id())) {
                        problems.add(0, b.id() + " waitsOn " + w, "another blocker");
                    } else if (!blockers.containsKey(w)) {
                        problems.add(0, b.id() + " waitsOn " + w, "a blocker of this file");
                    }
                }));
    }

    private String name(String where, JsonNode node, String key) {
        String name = node.path(key).asString("");
        if (name.isBlank() || name.length() > 200) {
            problems.add(0, where + " " + key + " '" + name + "'", "a name of 1 to 200 characters");
        }
        return name;
    }

    private int number(String where, JsonNode node, int otherwise, int min, int max) {
        if (node.isMissingNode() && otherwise >= min) {
            return otherwise;
        }
        if (!node.isIntegralNumber() || node.asLong(0) < min || node.asLong(0) > max) {
            problems.add(
                    0,
                    where + " " + (node.isMissingNode() ? "missing" : node),
                    "a whole number from " + min + " to " + max);
            return Math.max(min, otherwise);
        }
        return node.asInt();
    }

    private <E extends Enum<E>> E choice(String where, String text, Class<E> type, E otherwise) {
        String wanted = text.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        for (E e : type.getEnumConstants()) {
            if (e.name().equals(wanted)) {
                return e;
            }
        }
        problems.add(0, where + " '" + text + "'", "one of " + List.of(type.getEnumConstants()));
        return otherwise;
    }

    /** A time with its offset, or a day, which begins at midnight UTC. */
    private Instant moment(String where, JsonNode node, Instant otherwise) {
        String text = node.asString("");
        try {
            return text.matches("\\d{4}-\\d{2}-\\d{2}")
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            problems.add(
                    0, where + " '" + text + "'", "a time with its offset such as 2026-12-01T07:00+01:00, or a day");
            return otherwise;
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> out = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(n -> out.add(n.asString("")));
        } else if (node.isString()) {
            for (String part : node.asString("").split(",", -1)) {
                out.add(part.strip());
            }
        }
        return out.stream().filter(t -> !t.isEmpty()).distinct().toList();
    }
}
