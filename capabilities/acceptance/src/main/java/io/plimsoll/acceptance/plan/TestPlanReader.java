/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.PartCondition;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.Units;
import io.plimsoll.acceptance.read.ToolReaders;
import io.plimsoll.acceptance.yaml.LinedYaml;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a test plan from YAML and checks it as a whole; docs/reference/test-plans.md shows every key. */
public final class TestPlanReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int TESTS_MAX = 500;

    private static final List<String> PLAN_KEYS = List.of("plan", "version", "title", "description", "stages", "tests");
    private static final List<String> TEST_KEYS = List.of(
            "id",
            "title",
            "stage",
            "tool",
            "reader",
            "scope",
            "required",
            "needs",
            "duration",
            "resources",
            "rounds",
            "groups",
            "provenance",
            "measures",
            "criteria",
            "unsourced",
            "covers",
            "when");
    private static final List<String> CRITERION_KEYS =
            List.of("metric", "is", "limit", "unit", "where", "when", "source");
    private static final List<String> WHEN_KEYS = List.of("part", "model");

    private final PlanFields fields;
    private final CampaignFields campaign;
    private final Set<String> ids = new HashSet<>();

    private TestPlanReader(String source) {
        this.fields = new PlanFields(source);
        this.campaign = new CampaignFields(fields);
    }

    /**
     * Reads one plan; does not close the stream.
     *
     * @param source the file's name, for errors
     * @throws io.plimsoll.model.BadInputException with every problem found
     */
    public static TestPlan read(InputStream in, String source) throws IOException {
        return new TestPlanReader(source).plan(LinedYaml.read(in, source, "a test plan"));
    }

    private TestPlan plan(LinedYaml root) {
        Optional<LinedYaml.Mapping> top = fields.mapping(root, "a test plan with the keys " + PLAN_KEYS);
        fields.throwIfAny();
        LinedYaml.Mapping mapping = top.orElseThrow();
        fields.onlyKeys(mapping, PLAN_KEYS);
        String name = name(mapping, "plan");
        int version = fields.positive(mapping, "version");
        String title = fields.text(mapping, "title", "'title', what the plan is in a few words");
        List<LinedYaml> items = fields.items(mapping, "tests");
        if (items.isEmpty() || items.size() > TESTS_MAX) {
            fields.problem(mapping.line(), items.size() + " tests", "from 1 to " + TESTS_MAX + " tests");
        }
        campaign.stages(mapping, items);
        List<PlannedTest> tests = new ArrayList<>();
        for (LinedYaml item : items.subList(0, Math.min(TESTS_MAX, items.size()))) {
            fields.mapping(item, "a test with the keys " + TEST_KEYS).ifPresent(m -> tests.add(test(m)));
        }
        if (!tests.isEmpty() && tests.stream().noneMatch(PlannedTest::required)) {
            fields.problem(mapping.line(), "no required test", "at least one required test; without, nothing is shown");
        }
        campaign.checkOrder(ids);
        fields.throwIfAny();
        return new TestPlan(
                name,
                version,
                title,
                fields.textOrEmpty(mapping, "description"),
                tests,
                List.of(),
                Optional.empty(),
                campaign.stages());
    }

    private PlannedTest test(LinedYaml.Mapping mapping) {
        fields.onlyKeys(mapping, TEST_KEYS);
        String id = name(mapping, "id");
        if (!id.isEmpty() && !ids.add(id)) {
            fields.problem(PlanFields.line(mapping, "id"), id, "each test id once in a plan");
        }
        String reader = fields.text(mapping, "reader", "'reader', the format of the test's log");
        if (!reader.isEmpty() && !ToolReaders.formats().contains(reader)) {
            fields.problem(
                    PlanFields.line(mapping, "reader"),
                    reader,
                    "one of the readers " + String.join(", ", ToolReaders.formats()),
                    PlanFields.nearest(reader, ToolReaders.formats()));
        }
        boolean required = fields.flag(mapping, "required");
        List<String> measures = fields.texts(mapping, "measures");
        if (measures.isEmpty()) {
            fields.problem(mapping.line(), "no 'measures'", "the metrics that the test delivers");
        }
        List<Criterion> criteria = new ArrayList<>();
        for (LinedYaml item : fields.items(mapping, "criteria")) {
            fields.mapping(item, "a criterion with the keys " + CRITERION_KEYS)
                    .ifPresent(m -> criterion(m, measures).ifPresent(criteria::add));
        }
        String unsourced = fields.textOrEmpty(mapping, "unsourced");
        if (required && fields.items(mapping, "criteria").isEmpty() && unsourced.isEmpty()) {
            fields.problem(
                    mapping.line(),
                    "required test '" + id + "' without a criterion",
                    "a criterion with its source, or 'unsourced' with what no source states, or required: false",
                    "it is only to be measured for now: then say required: false.");
        }
        TestScope scope = fields.word(PlanFields.line(mapping, "scope"), scope(mapping), TestScope.class)
                .orElse(TestScope.NODE);
        return new PlannedTest(
                id,
                fields.text(mapping, "title", "'title', what the test shows"),
                fields.text(mapping, "tool", "'tool', the command or built-in:NAME"),
                reader,
                scope,
                required,
                fields.duration(mapping, "duration"),
                measures,
                criteria,
                covers(mapping),
                condition(mapping),
                0,
                campaign.stage(mapping, id),
                campaign.needs(mapping, id),
                campaign.resources(mapping),
                campaign.provenance(mapping),
                campaign.arrangement(mapping, scope),
                unsourced);
    }

    private String scope(LinedYaml.Mapping mapping) {
        return fields.text(mapping, "scope", "'scope', what one run speaks of");
    }

    private Optional<Criterion> criterion(LinedYaml.Mapping mapping, List<String> measures) {
        fields.onlyKeys(mapping, CRITERION_KEYS);
        String metric = fields.text(mapping, "metric", "'metric', one that the test measures");
        if (!metric.isEmpty() && !measures.contains(metric)) {
            fields.problem(
                    PlanFields.line(mapping, "metric"),
                    metric,
                    "one of the test's measures " + measures,
                    PlanFields.nearest(metric, measures));
        }
        Optional<Comparison> is = fields.word(
                PlanFields.line(mapping, "is"),
                fields.text(mapping, "is", "'is', at-least, at-most or equal"),
                Comparison.class);
        double limit = fields.number(mapping, "limit");
        String unit = fields.text(mapping, "unit", "'unit' of the limit");
        if (!unit.isEmpty() && !Units.known(unit)) {
            fields.problem(
                    PlanFields.line(mapping, "unit"),
                    unit,
                    "one of the units " + Units.all().stream().sorted().toList(),
                    PlanFields.nearest(unit, Units.all()));
        }
        String source =
                fields.text(mapping, "source", "'source', where the limit comes from: a limit without one is a guess");
        TreeMap<String, String> where = new TreeMap<>(fields.labels(mapping, "where"));
        Optional<PartCondition> when = condition(mapping);
        return is.map(c -> new Criterion(metric, c, limit, unit, where, when, source));
    }

    private Optional<PartCondition> condition(LinedYaml.Mapping mapping) {
        LinedYaml node = mapping.entries().get("when");
        if (node == null) {
            return Optional.empty();
        }
        return fields.mapping(node, "a condition such as {part: GPU, model: H100}")
                .flatMap(when -> {
                    fields.onlyKeys(when, WHEN_KEYS);
                    String part = fields.text(when, "part", "'part', a kind of part");
                    return fields.word(when.line(), part, PartKind.class)
                            .map(kind -> new PartCondition(kind, fields.textOrEmpty(when, "model")));
                });
    }

    private Set<PartKind> covers(LinedYaml.Mapping mapping) {
        Set<PartKind> out = EnumSet.noneOf(PartKind.class);
        for (String text : fields.texts(mapping, "covers")) {
            fields.word(PlanFields.line(mapping, "covers"), text, PartKind.class)
                    .ifPresent(out::add);
        }
        if (out.isEmpty()) {
            fields.problem(
                    mapping.line(), "no 'covers'", "the kinds of parts whose replacement asks for this test again");
        }
        return out;
    }

    private String name(LinedYaml.Mapping mapping, String key) {
        String text = fields.text(mapping, key, "'" + key + "', a name such as host-quick");
        if (!text.isEmpty() && !NAME.matcher(text).matches()) {
            fields.problem(
                    PlanFields.line(mapping, key), text, "a name of lower-case letters, digits and '-', at most 63");
        }
        return text;
    }
}
