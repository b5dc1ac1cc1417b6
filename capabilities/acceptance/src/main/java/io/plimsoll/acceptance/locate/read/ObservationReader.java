/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.read;

import io.plimsoll.acceptance.locate.FaultPart;
import io.plimsoll.acceptance.locate.HealthyValues;
import io.plimsoll.acceptance.locate.Observation;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results of pair and group tests, as JSON or CSV.
 *
 * <p>JSON: {@code {"observations": [{"round", "nodes", "rail", "metric", "value", "limit", "verdict"}]}}, and if wanted {@code
 * "topology"}, {@code "model"} with rates, {@code "healthy"} with samples by metric. CSV: a header of the same names, {@code
 * nodes} as names with blanks between, or {@code a,b}. A row needs a verdict, or a value with a limit or a healthy sample.
 */
public final class ObservationReader {

    private static final int BYTES_MAX = 256 << 20;
    private static final int SAMPLE_MIN = 5;
    private static final Set<String> COLUMNS =
            Set.of("round", "nodes", "a", "b", "rail", "metric", "value", "limit", "verdict", "passed");
    private static final Set<String> RATES = Set.of("bad", "nic", "cable", "port", "link", "pair", "miss", "flake");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final InputProblems problems;
    private final Map<String, HealthyValues> healthy = new HashMap<>();
    private final Map<String, Double> rates = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private String ratesSource = "";
    private Optional<Topology> topology;

    private ObservationReader(String source, Optional<Topology> topology) {
        this.problems = new InputProblems(source);
        this.topology = topology;
    }

    /** One row as text; {@code line} is 0 in JSON. */
    private record Row(long line, String where, List<String> nodes, Map<String, String> fields) {
        String text(String key) {
            return fields.getOrDefault(key, "").strip();
        }
    }

    /**
     * Reads all of it.
     *
     * @param topology of the fabric; if empty, the file's own; if it has none, the names that occur, on one leaf
     * @throws BadInputException with everything that is wrong
     */
    public static LocateInput read(InputStream in, String source, Optional<Topology> topology) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new BadInputException(
                    new InputProblem(source, 0, "over " + BYTES_MAX + " bytes", "observations of at most that size"));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        ObservationReader reader = new ObservationReader(source, topology);
        if (text.stripLeading().startsWith("{")) {
            reader.json(text);
        } else {
            reader.csv(text);
        }
        return reader.result();
    }

    /** A file that holds only a topology. */
    public static Topology topology(InputStream in, String source) throws IOException {
        return TopologyReader.read(parse(new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8), source), source);
    }

    private static JsonNode parse(String text, String source) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String seen = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw new BadInputException(new InputProblem(source, line, seen, "JSON"));
        }
    }

    private void json(String text) {
        JsonNode root = parse(text, problems.source());
        if (topology.isEmpty() && root.path("topology").isObject()) {
            topology = Optional.of(TopologyReader.read(root.path("topology"), problems.source()));
        }
        rates(root.path("model"));
        for (String metric : root.path("healthy").propertyNames()) {
            sample(metric, root.path("healthy").path(metric));
        }
        if (!root.path("observations").isArray()) {
            problems.add(0, "no array 'observations'", "an array of results");
        }
        int at = 0;
        for (JsonNode o : root.path("observations")) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String key : o.propertyNames()) {
                JsonNode v = o.path(key);
                if (!key.equals("nodes") && !v.isNull()) {
                    fields.put(key, v.isString() ? v.stringValue() : v.toString());
                }
            }
            List<String> nodes = new ArrayList<>();
            o.path("nodes").forEach(n -> nodes.add(n.asString("")));
            addRow(new Row(0, "observations[" + at++ + "]", nodes, fields));
        }
    }

    private void rates(JsonNode model) {
        for (String key : model.propertyNames()) {
            JsonNode v = model.path(key);
            if (key.equals("source")) {
                ratesSource = v.asString("");
            } else if (!RATES.contains(key)) {
                problems.add(0, "model." + key, "one of bad, nic, cable, port, link, pair, miss, flake, source");
            } else if (!v.isNumber() || !(v.doubleValue() >= 0 && v.doubleValue() < 1)) {
                problems.add(0, "model." + key + " " + v, "a share from 0 to below 1");
            } else {
                rates.put(key, v.doubleValue());
            }
        }
    }

    private void sample(String metric, JsonNode values) {
        List<Double> sample = new ArrayList<>();
        for (JsonNode v : values) {
            if (v.isNumber() && v.doubleValue() > 0) {
                sample.add(v.doubleValue());
            } else {
                problems.add(0, "healthy." + metric + " with " + v, "numbers above 0");
            }
        }
        if (sample.size() < SAMPLE_MIN) {
            problems.add(
                    0,
                    "healthy." + metric + " with " + sample.size() + " values",
                    "at least " + SAMPLE_MIN + " values");
        } else {
            healthy.put(metric, HealthyValues.of(sample));
        }
    }

    private void csv(String text) {
        List<String> header = List.of();
        long number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = List.of(line.split(",", -1));
            if (header.isEmpty()) {
                header = cells.stream()
                        .map(c -> c.strip().toLowerCase(Locale.ROOT))
                        .toList();
                header(header, number);
            } else if (cells.size() != header.size()) {
                problems.add(number, cells.size() + " cells", header.size() + " cells, as the header has");
            } else {
                csvRow(header, cells, number);
            }
        }
        if (header.isEmpty()) {
            problems.add(1, "", "a header such as round,a,b,value,limit");
        }
    }

    private void header(List<String> header, long line) {
        for (String column : header) {
            if (!COLUMNS.contains(column)) {
                problems.add(
                        line,
                        column,
                        "one of " + String.join(", ", COLUMNS.stream().sorted().toList()));
            }
        }
        if (!header.contains("nodes") && !(header.contains("a") && header.contains("b"))) {
            problems.add(line, String.join(",", header), "a column nodes, or columns a and b");
            problems.refuseIfAny();
        }
    }

    private void csvRow(List<String> header, List<String> cells, long line) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i).strip();
            switch (header.get(i)) {
                case "a", "b" -> nodes.add(cell);
                case "nodes" -> nodes.addAll(List.of(cell.split("[\\s;+]+")));
                default -> fields.put(header.get(i), cell);
            }
        }
        addRow(new Row(line, "line " + line, nodes, fields));
    }

    private void addRow(Row row) {
        if (row.nodes().isEmpty() || row.nodes().stream().anyMatch(String::isBlank)) {
            bad(row, "a node without a name", "the names of the nodes that took part");
        } else if (new LinkedHashSet<>(row.nodes()).size() != row.nodes().size()) {
            bad(row, String.join(" ", row.nodes()), "each node once in a test");
        } else {
            rows.add(row);
        }
    }

    private void bad(Row row, String seen, String expected) {
        problems.add(row.line(), row.line() > 0 ? seen : row.where() + ": " + seen, expected);
    }

    private LocateInput result() {
        Topology known = topology.orElseGet(() -> Topology.flat(rows.stream()
                .flatMap(r -> r.nodes().stream())
                .distinct()
                .sorted()
                .toList()));
        List<Observation> out = new ArrayList<>();
        List<String> noEvidence = new ArrayList<>();
        Map<String, String> first = new HashMap<>();
        for (Row row : rows) {
            List<String> unknown =
                    row.nodes().stream().filter(n -> known.node(n).isEmpty()).toList();
            unknown.forEach(n -> bad(row, n, "a node of the topology"));
            int round = integer(row, "round", 1);
            int rail = integer(row, "rail", -1);
            String key = round + " " + row.nodes().stream().sorted().toList() + " " + rail + " " + row.text("metric");
            String before = first.putIfAbsent(key, row.where());
            if (before != null) {
                bad(row, "the same test as " + before, "each test of a round once");
            }
            observation(row, round, rail, known, noEvidence).ifPresent(out::add);
        }
        if (rows.isEmpty()) {
            problems.add(0, "no results", "at least one");
        }
        problems.refuseIfAny();
        return new LocateInput(known, out, noEvidence, rates, ratesSource, healthy);
    }

    private Optional<Observation> observation(Row row, int round, int rail, Topology known, List<String> noEvidence) {
        String verdict = (row.text("verdict") + row.text("passed")).toUpperCase(Locale.ROOT);
        if (verdict.equals("ERROR") || verdict.equals("NOT_RUN")) {
            noEvidence.add(row.where() + ": " + String.join(" ", row.nodes()) + " is " + verdict);
            return Optional.empty();
        }
        Optional<Double> value = number(row, "value");
        Optional<Double> limit = number(row, "limit");
        Optional<Boolean> said = said(row, verdict);
        boolean judged = said.isPresent() || (value.isPresent() && limit.isPresent());
        if (!judged && (value.isEmpty() || !healthy.containsKey(row.text("metric")))) {
            bad(row, "no result", "a verdict, or a value with a limit or a healthy sample of its metric");
            return Optional.empty();
        }
        Optional<Boolean> held =
                value.isPresent() && limit.isPresent() ? Optional.of(value.get() >= limit.get()) : Optional.empty();
        if (said.isPresent() && held.isPresent() && !said.get().equals(held.get())) {
            bad(row, verdict + " beside " + value.get() + " of " + limit.get(), "a verdict that the value bears out");
        }
        if (row.nodes().stream().anyMatch(n -> known.node(n).isEmpty())) {
            return Optional.empty();
        }
        HealthyValues values = healthy.get(row.text("metric"));
        boolean passed = said.or(() -> held)
                .orElseGet(() -> values != null && value.orElse(0.0) >= values.median() - 5 * values.scale());
        List<FaultPart> via = new ArrayList<>();
        if (row.nodes().size() == 2) {
            via.addAll(known.path(row.nodes().get(0), row.nodes().get(1), rail));
        } else {
            row.nodes().forEach(n -> via.addAll(known.railParts(n, rail)));
        }
        return Optional.of(new Observation(round, row.nodes(), via, row.text("metric"), passed, value, limit));
    }

    private Optional<Boolean> said(Row row, String verdict) {
        return switch (verdict) {
            case "PASS", "TRUE", "1" -> Optional.of(true);
            case "FAIL", "FALSE", "0" -> Optional.of(false);
            case "" -> Optional.empty();
            default -> {
                bad(row, verdict, "PASS, FAIL, ERROR or NOT_RUN");
                yield Optional.empty();
            }
        };
    }

    private Optional<Double> number(Row row, String key) {
        String text = row.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && value >= 0) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // told below, with the values that are numbers and make no sense
        }
        bad(row, key + " " + text, "a number of at least 0");
        return Optional.empty();
    }

    private int integer(Row row, String key, int otherwise) {
        String text = row.text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,6}")) {
            return Integer.parseInt(text);
        }
        bad(row, key + " " + text, "a whole number");
        return otherwise;
    }
}
