/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.imports;

import io.plimsoll.acceptance.imports.ReportImport.Statement;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads readiness reports: NVIDIA Cluster Readiness Engine (its webhook envelope or the report alone, also gzipped: at most
 * 8 MiB of JSON, pkg/reportexport/snapshot.go), glimmer burn-in envelopes ({@code burnin.glimmer.ai/v1alpha1},
 * pkg/contract/envelope.go), and JUnit XML, which is what pytest suites such as AMD's CVS can write.
 */
public final class ReportImports {

    static final int BYTES_MAX = 16 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReportImports() {}

    /**
     * Reads to the end.
     *
     * @throws BadInputException if it is none of the reports
     */
    public static ReportImport read(InputStream in, String source) throws IOException {
        byte[] bytes = bounded(in, source);
        Sha256 sha256 = Sha256.of(bytes);
        byte[] text = isGzip(bytes) ? unzipped(bytes, source) : bytes;
        int start = 0;
        while (start < text.length && (Character.isWhitespace(text[start]) || text[start] < 0)) {
            start++;
        }
        if (start < text.length && text[start] == '<') {
            return JunitReport.read(text, source, sha256);
        }
        JsonNode root = parse(text, source);
        if (root.path("version").asString("").startsWith("burnin.glimmer.ai/")) {
            return glimmer(root, sha256);
        }
        JsonNode report = root.has("report") ? root.path("report") : root;
        if (report.has("categories") && report.has("result")) {
            return cre(root, report, sha256);
        }
        throw new BadInputException(new InputProblem(
                source,
                1,
                "a JSON object of another kind",
                "a report of NVIDIA CRE, a glimmer burn-in envelope, or JUnit XML"));
    }

    private static byte[] bounded(InputStream in, String source) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new BadInputException(
                    new InputProblem(source, 0, "over " + BYTES_MAX + " bytes", "a report of at most that size"));
        }
        return bytes;
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    private static byte[] unzipped(byte[] bytes, String source) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return bounded(in, source);
        } catch (IOException e) {
            String seen = e.getMessage() == null ? "" : e.getMessage();
            throw new BadInputException(new InputProblem(source, 0, seen, "a whole gzip file"));
        }
    }

    private static JsonNode parse(byte[] bytes, String source) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            String seen = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw new BadInputException(new InputProblem(source, line, seen, "a report in JSON"));
        }
        throw new BadInputException(new InputProblem(source, 1, "no JSON object", "a report in JSON"));
    }

    private static ReportImport cre(JsonNode root, JsonNode report, Sha256 sha256) {
        List<Statement> statements = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Set<String> failed = new LinkedHashSet<>();
        report.path("failedNodes").forEach(n -> failed.add(n.asString("?")));
        Set<String> told = new LinkedHashSet<>();
        for (JsonNode node : report.path("nodeResults")) {
            String name = node.path("name").asString("?");
            String said = node.path("status").asString("");
            told.add(name);
            Verdict verdict = verdict(said);
            if (failed.contains(name) && verdict == Verdict.PASS) {
                warnings.add(name + " is '" + said + "' and stands among the failed nodes");
                verdict = Verdict.INCONCLUSIVE;
            }
            statements.add(new Statement(name, "certification", said, verdict, ""));
        }
        failed.stream()
                .filter(n -> !told.contains(n))
                .forEach(n -> statements.add(new Statement(n, "certification", "failed", Verdict.FAIL, "")));
        String reason = report.path("exclusionReason").asString("");
        report.path("excludedNodes")
                .forEach(n -> statements.add(
                        new Statement(n.asString("?"), "certification", "excluded", Verdict.NOT_RUN, reason)));
        for (JsonNode category : report.path("categories")) {
            String test = category.path("domain").asString("?") + "/"
                    + category.path("variant").asString("?");
            String said = category.path("status").asString("");
            statements.add(new Statement(
                    "",
                    test,
                    said,
                    verdict(said),
                    category.path("failureReason").asString("")));
        }
        String result = report.path("result").asString("");
        if (result.equals("PASSED") && statements.stream().anyMatch(s -> s.verdict() != Verdict.PASS)) {
            warnings.add("the result is PASSED beside nodes or categories that did not pass");
        }
        if (!result.equals("PASSED")) {
            warnings.add("the result is " + result);
        }
        int total = report.path("totalNodes").asInt(0);
        long named = statements.stream()
                .map(Statement::node)
                .filter(n -> !n.isEmpty())
                .distinct()
                .count();
        if (total > named) {
            warnings.add("it counts " + total + " nodes and names " + named);
        }
        warnings.add("it names nodes, not hardware; limits apply only where the certification set them");
        String name = report.path("name").asString("?");
        String cluster = root.path("source").path("clusterID").asString("");
        return new ReportImport(
                "cre",
                cluster.isEmpty() ? name : cluster + "/" + name,
                sha256,
                ReportImport.ASSURANCE,
                false,
                statements,
                warnings);
    }

    private static ReportImport glimmer(JsonNode root, Sha256 sha256) {
        List<Statement> statements = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (JsonNode result : root.path("results")) {
            String test = result.path("name").asString("?");
            String said = result.path("phase").asString("");
            Verdict verdict = verdict(said);
            if (verdict == Verdict.PASS
                    && (result.path("violations").size() > 0
                            || result.path("notEvaluated").size() > 0)) {
                warnings.add(test + " is '" + said + "' beside violations or limits that were not applied");
                verdict = Verdict.INCONCLUSIVE;
            }
            String reason = result.path("message").asString("");
            if (result.path("nodes").isEmpty()) {
                statements.add(new Statement("", test, said, verdict, reason));
            }
            for (JsonNode node : result.path("nodes")) {
                statements.add(new Statement(node.asString("?"), test, said, verdict, reason));
            }
        }
        if (root.path("baseline").asBoolean(false)) {
            warnings.add("a baseline run: it measured and judged nothing");
        }
        if (!root.path("reason").asString("").equals("RunPhaseChanged")) {
            warnings.add("not a final delivery, but '" + root.path("reason").asString("") + "'");
        }
        boolean bound = !root.path("fingerprint").isEmpty();
        if (!bound) {
            warnings.add("no fingerprint: it names nodes, not hardware");
        }
        String name = root.path("run").path("namespace").asString("?") + "/"
                + root.path("run").path("name").asString("?");
        List<Statement> kept = root.path("baseline").asBoolean(false) ? unjudged(statements) : statements;
        return new ReportImport("glimmer", name, sha256, ReportImport.ASSURANCE, bound, kept, warnings);
    }

    private static List<Statement> unjudged(List<Statement> statements) {
        return statements.stream()
                .map(s -> s.verdict() == Verdict.PASS
                        ? new Statement(s.node(), s.test(), s.said(), Verdict.INCONCLUSIVE, "measured, not judged")
                        : s)
                .toList();
    }

    static Verdict verdict(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "passed", "pass", "succeeded" -> Verdict.PASS;
            case "failed", "fail" -> Verdict.FAIL;
            case "error", "errored" -> Verdict.ERROR;
            case "skipped", "pending", "cancelled", "excluded" -> Verdict.NOT_RUN;
            default -> Verdict.INCONCLUSIVE;
        };
    }
}
