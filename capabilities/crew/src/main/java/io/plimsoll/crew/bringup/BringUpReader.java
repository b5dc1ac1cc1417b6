/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.bringup;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.crew.bringup.BringUp.After;
import io.plimsoll.crew.bringup.BringUp.Length;
import io.plimsoll.crew.bringup.BringUp.LinkKind;
import io.plimsoll.crew.bringup.BringUp.WorkPackage;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a bring-up: YAML (or JSON) with {@code name, start, period, resources, packages}, or CSV with the columns {@code
 * id,su,duration,p10,p90,after,needs,capacity}, where a line with a capacity is a resource. {@code after} is a list such as {@code
 * power, racks SS+4h}, {@code needs} one such as {@code crews 2, lifts 1}.
 */
public final class BringUpReader {

    private static final int PACKAGES_MAX = 50_000;
    private static final int CAPACITY_MAX = 32_767;
    private static final double MINUTES_MAX = 5_000_000;
    private static final Pattern TIME = Pattern.compile("([0-9]*\\.?[0-9]+)\\s*(m|min|h|hours?|d|days?|w|weeks?)");
    private static final Pattern AFTER = Pattern.compile(
            "(\\S+?)(?:\\s+(FS|SS|FF|SF))?(?:\\s*([+-])\\s*([0-9.]+\\s*[a-z]+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NEED = Pattern.compile("(.+?)(?:[\\s:=x]+([0-9]{1,6}))?");

    private final InputProblems problems;
    private final Map<String, Integer> resources = new LinkedHashMap<>();
    private final List<WorkPackage> packages = new ArrayList<>();
    private final Map<String, Long> lineOf = new HashMap<>();
    private String name;
    private Instant start = Instant.EPOCH;
    private ZoneId zone = ZoneOffset.UTC;
    private int period = 60;

    private BringUpReader(InputProblems problems) {
        this.problems = problems;
        this.name = problems.source();
    }

    /**
     * @param source the file as the user named it; one that ends with {@code .csv} is read as CSV
     * @param from when everything starts, if the file does not say
     * @throws BadInputException with everything that is wrong
     */
    public static BringUp read(String text, String source, Optional<OffsetDateTime> from) {
        BringUpReader reader = new BringUpReader(new InputProblems(source));
        from.ifPresent(reader::start);
        if (source.toLowerCase(Locale.ROOT).endsWith(".csv")) {
            reader.csv(text);
        } else {
            reader.yaml(text, from.isPresent());
        }
        return reader.done();
    }

    private void start(OffsetDateTime at) {
        start = at.toInstant();
        zone = at.getOffset();
    }

    private void csv(String text) {
        try {
            for (NamedCsvRecord row :
                    CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(text)) {
                Map<String, String> fields = new HashMap<>();
                row.getFieldsAsMap().forEach((k, v) -> fields.put(k.strip().toLowerCase(Locale.ROOT), v.strip()));
                long line = row.getStartingLineNumber();
                String capacity = fields.getOrDefault("capacity", "");
                if (capacity.isEmpty()) {
                    add(line, fields, items(fields.getOrDefault("after", "")), items(fields.getOrDefault("needs", "")));
                } else {
                    resource(line, fields.getOrDefault("id", ""), capacity);
                }
            }
        } catch (CsvParseException e) {
            throw problems.with(0, String.valueOf(e.getMessage()), "comma-separated lines with a header", "");
        }
    }

    private static List<String> items(String text) {
        return text.isBlank()
                ? List.of()
                : java.util.Arrays.stream(text.split("[,;]", -1))
                        .map(String::strip)
                        .filter(i -> !i.isEmpty())
                        .toList();
    }

    private void yaml(String text, boolean startGiven) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(text);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, e.getOriginalMessage(), "a YAML document", "");
        }
        name = root.path("name").asString(name);
        if (!startGiven) {
            try {
                start(OffsetDateTime.parse(root.path("start").asString("")));
            } catch (DateTimeException e) {
                problems.add(
                        0,
                        root.path("start").asString(""),
                        "'start' with its offset, such as 2026-12-01T07:00+01:00",
                        "give --start");
            }
        }
        if (root.has("zone")) {
            try {
                zone = ZoneId.of(root.path("zone").asString(""));
            } catch (DateTimeException e) {
                problems.add(0, root.path("zone").asString(""), "a zone such as Europe/Berlin");
            }
        }
        if (root.has("period")) {
            period = Math.max(1, (int) minutes(0, "period", root.path("period").asString("")));
        }
        root.path("resources").forEachEntry((k, v) -> resource(0, k, v.asString("")));
        for (JsonNode p : root.path("packages")) {
            Map<String, String> fields = new HashMap<>();
            p.forEachEntry((k, v) -> fields.put(k.toLowerCase(Locale.ROOT), v.asString("")));
            add(0, fields, list(p.path("after")), list(p.path("needs")));
        }
    }

    /** A list of texts, of objects {@code {id, kind, lag}}, or one object of names and numbers. */
    private List<String> list(JsonNode node) {
        List<String> out = new ArrayList<>();
        if (node.isObject()) {
            node.forEachEntry((k, v) -> out.add(k + " " + v.asString("")));
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                if (item.isObject() && item.has("id")) {
                    String lag = item.path("lag").asString("");
                    out.add(item.path("id").asString("") + " "
                            + item.path("kind").asString("FS")
                            + (lag.isEmpty() ? "" : lag.startsWith("-") ? lag : "+" + lag));
                } else {
                    out.add(item.asString(""));
                }
            }
        } else if (node.isValueNode()) {
            out.addAll(items(node.asString("")));
        }
        return out;
    }

    private void resource(long line, String id, String capacity) {
        if (!capacity.matches("[0-9]{1,5}") || Integer.parseInt(capacity) > CAPACITY_MAX || id.isEmpty()) {
            problems.add(line, id + " " + capacity, "a resource with a capacity from 0 to " + CAPACITY_MAX);
        } else if (resources.put(id, Integer.parseInt(capacity)) != null) {
            problems.add(line, id, "a resource that does not stand twice");
        }
    }

    private void add(long line, Map<String, String> fields, List<String> after, List<String> needs) {
        String id = fields.getOrDefault("id", "");
        if (id.isEmpty() || id.contains(" ")) {
            problems.add(line, id, "an id without blanks for each work package");
            return;
        }
        if (lineOf.putIfAbsent(id, line) != null) {
            problems.add(line, id, "a work package that does not stand twice");
        }
        if (packages.size() >= PACKAGES_MAX) {
            throw problems.with(line, "more packages", "at most " + PACKAGES_MAX, "");
        }
        String middle =
                fields.containsKey("p50") ? fields.getOrDefault("p50", "") : fields.getOrDefault("duration", "");
        double p50 = minutes(line, id + " duration", middle);
        double p10 = fields.getOrDefault("p10", "").isEmpty()
                ? p50
                : minutes(line, id + " p10", fields.getOrDefault("p10", ""));
        double p90 = fields.getOrDefault("p90", "").isEmpty()
                ? p50
                : minutes(line, id + " p90", fields.getOrDefault("p90", ""));
        if (!(p10 <= p50 && p50 <= p90) || (p10 <= 0 && p10 != p90)) {
            problems.add(
                    line,
                    id + ": " + p10 + ", " + p50 + ", " + p90,
                    "p10 above 0 and at most the median, p90 at least the median");
        }
        String su = fields.getOrDefault("su", "");
        packages.add(new WorkPackage(
                id,
                su.isEmpty() ? Optional.empty() : Optional.of(su),
                new Length(p10, p50, p90),
                needs(line, id, needs),
                after.stream().map(a -> after(line, id, a)).toList()));
    }

    private Map<String, Integer> needs(long line, String id, List<String> needs) {
        Map<String, Integer> out = new LinkedHashMap<>();
        for (String need : needs) {
            Matcher m = NEED.matcher(need);
            if (m.matches()) {
                out.merge(m.group(1).strip(), m.group(2) == null ? 1 : Integer.parseInt(m.group(2)), Integer::sum);
            } else {
                problems.add(line, need, id + ": a need such as 'crews 2'");
            }
        }
        return out;
    }

    private After after(long line, String id, String text) {
        Matcher m = AFTER.matcher(text);
        if (!m.matches()) {
            problems.add(line, text, id + ": after such as 'power', 'racks SS' or 'racks SS+4h'");
            return new After("", LinkKind.FS, 0);
        }
        LinkKind kind =
                m.group(2) == null ? LinkKind.FS : LinkKind.valueOf(m.group(2).toUpperCase(Locale.ROOT));
        int lag = m.group(4) == null ? 0 : (int) Math.round(minutes(line, id + " lag", m.group(4)));
        return new After(m.group(1), kind, "-".equals(m.group(3)) ? -lag : lag);
    }

    private double minutes(long line, String what, String text) {
        Matcher m = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (text.strip().equals("0")) {
            return 0;
        }
        if (!m.matches()) {
            problems.add(line, text, what + ": a time with its unit, such as 90m, 4h, 2d or 1w");
            return 60;
        }
        double scale = switch (m.group(2).charAt(0)) {
            case 'm' -> 1;
            case 'h' -> 60;
            case 'd' -> 24 * 60;
            default -> 7 * 24 * 60;
        };
        double value = Double.parseDouble(m.group(1)) * scale;
        if (value > MINUTES_MAX) {
            problems.add(line, text, what + ": at most ten years");
            return 60;
        }
        return value;
    }

    private BringUp done() {
        Set<String> ids = new HashSet<>();
        packages.forEach(p -> ids.add(p.id()));
        for (WorkPackage p : packages) {
            long line = lineOf.getOrDefault(p.id(), 0L);
            p.after().stream()
                    .filter(a -> !ids.contains(a.id()))
                    .forEach(a -> problems.add(line, p.id() + " after " + a.id(), "a work package of this file"));
            p.needs().forEach((k, n) -> {
                Integer there = resources.get(k);
                if (there == null) {
                    problems.add(line, p.id() + " needs " + k, "a resource out of " + resources.keySet());
                } else if (n > there) {
                    problems.add(
                            line, p.id() + " needs " + n + " " + k, "at most " + there + ", which is all there is");
                }
            });
        }
        if (packages.isEmpty()) {
            problems.add(0, "", "at least one work package");
        }
        problems.refuseIfAny();
        return new BringUp(name, start, zone, period, resources, packages);
    }
}
