/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import io.plimsoll.model.InputProblems;
import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.meter.Meter;
import io.plimsoll.sustain.meter.Point;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON document of one site, or of several under {@code sites}. */
public final class SiteDocumentReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final InputProblems problems;

    private SiteDocumentReader(InputProblems problems) {
        this.problems = problems;
    }

    /**
     * @throws io.plimsoll.model.BadInputException with everything that is wrong
     */
    public static List<SiteDocument> read(String text, String source) {
        InputProblems problems = new InputProblems(source);
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(
                    line, e.getOriginalMessage(), "a JSON document with 'site', 'year' and 'meters' or 'totals'", "");
        }
        SiteDocumentReader reader = new SiteDocumentReader(problems);
        List<SiteDocument> out = new ArrayList<>();
        for (JsonNode node : root.path("sites").isArray() ? root.path("sites") : List.of(root)) {
            out.add(reader.site(node));
        }
        problems.refuseIfAny();
        return out;
    }

    private SiteDocument site(JsonNode node) {
        String site = node.path("site").asString(node.path("name").asString(""));
        if (site.isBlank()) {
            problems.add(0, "", "'site': the name of the site");
        }
        int year = node.path("year").asInt(0);
        Instant from = instant(node, "from", year);
        Instant to = instant(node, "to", year == 0 ? 0 : year + 1);
        if (!to.isAfter(from) || from.getEpochSecond() % 3600 != 0 || to.getEpochSecond() % 3600 != 0) {
            problems.add(0, from + " to " + to, "'year', or 'from' before 'to' at full hours");
        }
        Map<String, Meter> meters = new LinkedHashMap<>();
        int i = 0;
        for (JsonNode m : node.path("meters")) {
            meter(m, "meters[" + i++ + "]").ifPresent(x -> meters.put(x.id(), x));
        }
        List<String> readings = new ArrayList<>();
        JsonNode files = node.path("readings");
        for (JsonNode f : files.isArray() ? files : files.isString() ? List.of(files) : List.<JsonNode>of()) {
            readings.add(f.asString(""));
        }
        return new SiteDocument(
                site, from, to, meters, readings, totals(node, from + "/" + to), limits(node), shares(node), node);
    }

    private Instant instant(JsonNode node, String name, int year) {
        String text = node.path(name).asString("");
        if (text.isEmpty() && year > 1900 && year < 3000) {
            return LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            problems.add(0, text, "'" + name + "': a day or an instant in UTC, or 'year'");
            return Instant.EPOCH;
        }
    }

    private Optional<Meter> meter(JsonNode m, String where) {
        String id = m.path("id").asString("");
        Optional<Point> point =
                Point.of(m.path("point").asString(m.path("stage").asString("")));
        if (id.isEmpty() || point.isEmpty()) {
            problems.add(0, m.toString(), where + ": 'id', and 'point' out of " + List.of(Point.values()));
            return Optional.empty();
        }
        String kind = m.path("kind").asString("COUNTER").toUpperCase(Locale.ROOT);
        if (!List.of("COUNTER", "POWER", "INTERVAL").contains(kind)) {
            problems.add(0, kind, where + ": 'kind' COUNTER, POWER or INTERVAL");
            return Optional.empty();
        }
        return Optional.of(new Meter(
                id,
                point.get(),
                m.path("parent").asString(""),
                Meter.Kind.valueOf(kind),
                number(m, "uncertainty"),
                m.has("mostKW") ? OptionalDouble.of(m.path("mostKW").asDouble() * 1000) : number(m, "most"),
                number(m, "rollover"),
                m.path("source").asString("")));
    }

    private static OptionalDouble number(JsonNode m, String name) {
        JsonNode v = m.path(name);
        return v.isNumber() ? OptionalDouble.of(v.asDouble()) : OptionalDouble.empty();
    }

    private Map<Symbol, Value> totals(JsonNode node, String period) {
        Map<Symbol, Value> out = new EnumMap<>(Symbol.class);
        node.path("totals").forEachEntry((name, v) -> {
            Optional<Symbol.Found> found = Symbol.of(name);
            OptionalDouble value = v.isNumber() ? OptionalDouble.of(v.asDouble()) : number(v, "value");
            if (found.isEmpty() || value.isEmpty()) {
                problems.add(0, name + ": " + v, "'totals': a symbol such as EDC, EIT, WIN, ERES-GOO with a number");
                return;
            }
            Symbol s = found.get().symbol();
            out.put(
                    s,
                    new Value(
                            s.shown(),
                            OptionalDouble.of(value.getAsDouble() * found.get().scale()),
                            s.unit(),
                            period,
                            v.path("boundary").asString("site"),
                            v.path("category").asString(""),
                            v.path("method").asString("as the document says"),
                            v.path("source").asString("the document"),
                            v.path("licence").asString(""),
                            number(v, "uncertainty"),
                            v.path("supersedes").asString("")));
        });
        return out;
    }

    private Map<Point, Double> limits(JsonNode node) {
        Map<Point, Double> out = new EnumMap<>(Point.class);
        node.path("lossLimits").forEachEntry((name, v) -> {
            Optional<Point> p = Point.of(name);
            if (p.isEmpty() || !v.isNumber()) {
                problems.add(
                        0,
                        name + ": " + v,
                        "'lossLimits': a point out of " + List.of(Point.values()) + " with a share");
            } else {
                out.put(p.get(), v.asDouble());
            }
        });
        return out;
    }

    private static double[] shares(JsonNode node) {
        JsonNode v = node.path("gridCarbonFree");
        if (v.isNumber()) {
            return new double[] {v.asDouble()};
        }
        double[] out = new double[v.isArray() ? v.size() : 0];
        for (int i = 0; i < out.length; i++) {
            out[i] = v.get(i).asDouble();
        }
        return out;
    }
}
