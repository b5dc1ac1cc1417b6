/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Defect models: the shipped one, and one's own from JSON; docs/concepts/price-of-a-skip.md shows the keys. */
public final class DefectModels {

    private static final List<String> KEYS = List.of("model", "badShare", "source", "benchmarks", "fleet");
    private static final List<String> BENCHMARK_KEYS =
            List.of("name", "share", "repeatability", "finds", "tests", "source");
    private static final List<String> FLEET_KEYS = List.of("priorWeightNodes", "counts");
    private static final List<String> COUNT_KEYS = List.of("test", "nodes", "failed");
    private static final int BENCHMARKS_MAX = 500;

    private DefectModels() {}

    /** The shares that Microsoft published of its A100 build-out. */
    public static DefectModel shipped() {
        return Shipped.MODEL;
    }

    /**
     * Reads a model. Without {@code benchmarks} the shipped ones stand; {@code fleet} puts the fleet's own counts beside them,
     * with a stated weight of the prior. Does not close the stream.
     *
     * @throws io.plimsoll.model.BadInputException with every problem found
     */
    public static DefectModel read(InputStream in, String source) throws IOException {
        JsonFields fields = new JsonFields(source);
        JsonNode root = fields.read(in);
        fields.onlyKeys(root, "", KEYS);
        DefectModel model = root.has("benchmarks") ? model(fields, root) : shipped();
        if (!root.has("benchmarks") && !root.has("fleet")) {
            fields.problem("", "neither", "'benchmarks', 'fleet' or both");
        }
        if (root.has("fleet")) {
            model = fleet(fields, root.path("fleet"), model);
        }
        fields.throwIfAny();
        return model;
    }

    private static DefectModel model(JsonFields fields, JsonNode root) {
        String source = fields.text(root, "", "source");
        List<Benchmark> out = new ArrayList<>();
        int i = 0;
        for (JsonNode b : root.path("benchmarks")) {
            String at = "/benchmarks/" + i++;
            if (i > BENCHMARKS_MAX) {
                fields.problem(at, i + " benchmarks", "at most " + BENCHMARKS_MAX);
                break;
            }
            fields.onlyKeys(b, at, BENCHMARK_KEYS);
            out.add(new Benchmark(
                    fields.text(b, at, "name"),
                    fields.number(b, at, "share", 0, 1),
                    fields.number(b, at, "repeatability", 0, 1),
                    fields.text(b, at, "finds"),
                    fields.texts(b, at, "tests"),
                    b.has("source") ? fields.text(b, at, "source") : source));
        }
        double bad = fields.number(root, "", "badShare", 0, 1);
        double largest = out.stream().mapToDouble(Benchmark::share).max().orElse(0);
        double sum = out.stream().mapToDouble(Benchmark::share).sum();
        if (bad < largest || bad > sum + 1e-9) {
            fields.problem(
                    "/badShare",
                    Double.toString(bad),
                    "the share of nodes that any benchmark flags: from the largest share, " + largest
                            + ", to the sum of all, " + sum);
        }
        return new DefectModel(fields.text(root, "", "model"), bad, out, List.of(), 0, List.of(source));
    }

    private static DefectModel fleet(JsonFields fields, JsonNode node, DefectModel prior) {
        fields.onlyKeys(node, "/fleet", FLEET_KEYS);
        double weight = fields.number(node, "/fleet", "priorWeightNodes", 1, 1e9);
        List<FleetCount> counts = new ArrayList<>();
        int i = 0;
        for (JsonNode c : node.path("counts")) {
            String at = "/fleet/counts/" + i++;
            fields.onlyKeys(c, at, COUNT_KEYS);
            double nodes = fields.number(c, at, "nodes", 1, 1e9);
            counts.add(new FleetCount(
                    fields.text(c, at, "test"), (long) nodes, (long) fields.number(c, at, "failed", 0, nodes)));
        }
        if (counts.isEmpty()) {
            fields.problem("/fleet/counts", "", "at least one count of a test");
        }
        return prior.withFleet(counts, weight);
    }

    private static final class Shipped {
        private static final DefectModel MODEL = load();

        private static DefectModel load() {
            try (InputStream in = DefectModels.class.getResourceAsStream("defects.json")) {
                if (in == null) {
                    throw new IllegalStateException("this build has no defects.json");
                }
                return read(in, "defects.json");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
