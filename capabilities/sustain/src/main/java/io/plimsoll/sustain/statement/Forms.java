/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.InputProblems;
import io.plimsoll.sustain.kpi.Symbol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forms of statements by kind and year: those that are shipped, with an operator's own before them. */
public final class Forms {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<StatementForm> all;

    private Forms(List<StatementForm> all) {
        this.all = all;
    }

    /** What is shipped, each from the text of its act. */
    public static Forms shipped() {
        return Holder.SHIPPED;
    }

    /**
     * Forms of the operator's own, such as next year's; where two are for one kind and year the first counts, and own forms come first.
     *
     * @throws BadInputException with everything that is wrong
     */
    public Forms with(String json, String source) {
        List<StatementForm> more = new ArrayList<>(read(json, source));
        more.addAll(all);
        return new Forms(List.copyOf(more));
    }

    public List<StatementForm> all() {
        return all;
    }

    /**
     * @throws BadInputException if none is for that year
     */
    public StatementForm of(StatementKind kind, int year) {
        return all.stream()
                .filter(f -> f.kind() == kind && f.isFor(year))
                .findFirst()
                .orElseThrow(() -> new BadInputException(new InputProblem(
                        "statement " + kind,
                        0,
                        "year " + year,
                        "a year that a form is for: "
                                + all.stream()
                                        .filter(f -> f.kind() == kind)
                                        .map(f -> f.reference() + " from " + f.fromYear())
                                        .toList(),
                        "hand in the form of that year with --forms FILE")));
    }

    private static List<StatementForm> read(String json, String source) {
        InputProblems problems = new InputProblems(source);
        List<StatementForm> out = new ArrayList<>();
        try {
            for (JsonNode f : JSON.readTree(json).path("forms")) {
                form(f, problems).ifPresent(out::add);
            }
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, e.getOriginalMessage(), "a JSON document with 'forms'", "");
        }
        if (out.isEmpty()) {
            problems.add(0, "no form", "'forms': at least one form");
        }
        problems.refuseIfAny();
        return out;
    }

    private static Optional<StatementForm> form(JsonNode f, InputProblems problems) {
        String id = f.path("id").asString("");
        String kind = f.path("kind").asString("");
        if (Arrays.stream(StatementKind.values()).noneMatch(k -> k.name().equals(kind))) {
            problems.add(0, id + ": kind " + kind, "one of " + List.of(StatementKind.values()));
            return Optional.empty();
        }
        for (String needed : List.of("id", "version", "title", "source")) {
            if (f.path(needed).asString("").isBlank()) {
                problems.add(0, id, "'" + needed + "' of each form: a rule without a source is no rule");
            }
        }
        Set<String> ids = new HashSet<>();
        List<FieldSpec> fields = new ArrayList<>();
        for (JsonNode n : f.path("fields")) {
            fields.add(field(n, id, problems));
            if (!ids.add(n.path("id").asString(""))) {
                problems.add(0, id + ": " + n.path("id").asString(""), "each field once");
            }
        }
        List<LimitSpec> limits = new ArrayList<>();
        for (JsonNode n : f.path("limits")) {
            limits.add(limit(n, id, problems));
        }
        Map<String, StatementForm.SizeClass> classes = new LinkedHashMap<>();
        f.path("classes")
                .forEachEntry((name, n) -> classes.put(
                        name,
                        new StatementForm.SizeClass(
                                n.path("of").asString(""),
                                n.path("edges")
                                        .valueStream()
                                        .map(JsonNode::asDouble)
                                        .toList(),
                                strings(n.path("names")),
                                n.path("lastEdgeBelow").asBoolean(false))));
        classes.values().stream()
                .filter(c -> c.names().size() != c.edges().size() + 1)
                .forEach(c -> problems.add(0, id + ": " + c.names(), "one name more than edges"));
        Map<String, String> waivers = new LinkedHashMap<>();
        f.path("waivers").forEachEntry((name, n) -> waivers.put(name, n.asString("")));
        return Optional.of(new StatementForm(
                id,
                f.path("version").asString(""),
                StatementKind.valueOf(kind),
                f.path("title").asString(""),
                f.path("source").asString(""),
                f.path("fromYear").asInt(0),
                f.path("toYear").isNumber() ? OptionalInt.of(f.path("toYear").asInt()) : OptionalInt.empty(),
                f.path("due").asString(""),
                fields,
                limits,
                classes,
                waivers));
    }

    private static FieldSpec field(JsonNode n, String form, InputProblems problems) {
        String id = n.path("id").asString("");
        List<String> from = List.of(n.path("from").asString("").split(" \\| "));
        from.stream()
                .filter(x -> !known(x))
                .forEach(x -> problems.add(
                        0,
                        form + ", " + id + ": from '" + x + "'",
                        "a pointer such as /facility/pditKW, or sym:EDC, kpi:PUE, class:, calc:"));
        String level = n.path("level").asString("");
        boolean readable =
                Arrays.stream(Redaction.values()).anyMatch(r -> r.name().equals(level));
        if (!readable) {
            problems.add(0, form + ", " + id + ": level '" + level + "'", "one of " + List.of(Redaction.values()));
        }
        JsonNode only = n.path("onlyIf");
        return new FieldSpec(
                id,
                n.path("name").asString(""),
                n.path("unit").asString(""),
                from,
                n.path("law").asString(""),
                n.path("required").asBoolean(true),
                only.isMissingNode()
                        ? ""
                        : only.path("pointer").asString("") + " = "
                                + only.path("is").asString(""),
                strings(n.path("oneOf")),
                readable ? Redaction.valueOf(level) : Redaction.AUTHORITY);
    }

    private static boolean known(String from) {
        if (from.startsWith("sym:")) {
            return Arrays.stream(Symbol.values()).anyMatch(s -> s.name().equals(from.substring(4)));
        }
        return from.startsWith("/") || from.startsWith("kpi:") || from.startsWith("class:") || from.startsWith("calc:");
    }

    private static LimitSpec limit(JsonNode n, String form, InputProblems problems) {
        String rule = n.path("rule").asString("");
        if (!n.path("least").isNumber() && !n.path("most").isNumber()) {
            problems.add(0, form + ", " + rule, "'least' or 'most': a number");
        }
        return new LimitSpec(
                rule,
                n.path("quantity").asString(""),
                n.path("unit").asString(""),
                number(n, "least"),
                number(n, "most"),
                day(n, "from", form, problems),
                n.path("monthsAfterStart").asInt(0),
                day(n, "startedFrom", form, problems),
                day(n, "startedBefore", form, problems),
                n.path("waiver").asString(""),
                n.path("law").asString(""),
                n.path("says").asString(""));
    }

    private static OptionalDouble number(JsonNode n, String name) {
        return n.path(name).isNumber() ? OptionalDouble.of(n.path(name).asDouble()) : OptionalDouble.empty();
    }

    private static Optional<LocalDate> day(JsonNode n, String name, String form, InputProblems problems) {
        String text = n.path(name).asString("");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            problems.add(0, form + ", " + name + ": " + text, "a day such as 2027-07-01");
            return Optional.empty();
        }
    }

    private static List<String> strings(JsonNode n) {
        return n.valueStream().map(x -> x.asString("")).toList();
    }

    /** Read once, on first use. */
    private static final class Holder {
        static final Forms SHIPPED = new Forms(List.copyOf(shippedFile()));

        private static List<StatementForm> shippedFile() {
            try (InputStream in = Forms.class.getResourceAsStream("forms.json")) {
                if (in == null) {
                    throw new IllegalStateException("forms.json is not in the jar");
                }
                return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), "forms.json");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
