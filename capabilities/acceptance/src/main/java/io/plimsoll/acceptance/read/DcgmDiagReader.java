/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code dcgmi diag}: the JSON of DCGM 4 ({@code entity_group}, warnings with ids, {@code test_summary}), of 3 and older
 * ({@code gpu_id} or {@code gpu_ids}, warnings as text), and the table for people ({@link DcgmTable}). Source of the form:
 * NVIDIA/DCGM testing/python3/dcgm_diag_schema.json, nvvs/include/NvvsJsonStrings.h.
 */
final class DcgmDiagReader implements ToolReader {

    private static final int PEEK = 1 << 16;

    @Override
    public String format() {
        return "dcgm-diag";
    }

    @Override
    public String describes() {
        return "dcgmi diag, JSON (-j) of DCGM 2 to 4, or its table";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("\"DCGM Diagnostic\"")
                || head.contains("\"DCGM GPU Diagnostic\"")
                || (head.contains("\"test_categories\"") && !head.contains("Multi-Node"))
                || DcgmTable.recognises(head);
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, PEEK);
        buffered.mark(PEEK);
        String head = new String(buffered.readNBytes(PEEK - 1), StandardCharsets.UTF_8);
        buffered.reset();
        LogLines lines = new LogLines(buffered, source);
        Collected out = new Collected(format());
        return DcgmTable.recognises(head) && !head.contains("\"test_categories\"")
                ? DcgmTable.read(lines, out)
                : json(lines, out);
    }

    private static Reading json(LogLines lines, Collected out) throws IOException {
        EmbeddedJson.Found found = EmbeddedJson.read(lines, "dcgmi diag's output", n -> !body(n).isMissingNode());
        JsonNode root = found.node();
        JsonNode body = body(root);
        found.report(out);
        if (body.isMissingNode()) {
            throw lines.refused("no 'DCGM Diagnostic'", "the JSON of dcgmi diag");
        }
        DcgmResults results = new DcgmResults(out);
        for (JsonNode group : root.path("entity_groups")) {
            for (JsonNode entity : group.path("entities")) {
                String scope = DcgmResults.scope(
                        group.path("entity_group").asString("entity"),
                        entity.path("entity_id").asString("?"));
                results.identity(scope, DcgmResults.identity(entity));
            }
        }
        for (JsonNode category : body.path("test_categories")) {
            category.path("tests").forEach(t -> test(t, results, found.line()));
        }
        body.path("tests").forEach(t -> test(t, results, found.line()));
        errors(root, body, out, found.line());
        results.end();
        if (!out.measuredAnything() && !out.saidAnything()) {
            throw lines.refused("no test and no error", "the results of dcgmi diag");
        }
        return out.reading(tool(root, body), lines);
    }

    private static JsonNode body(JsonNode root) {
        JsonNode newer = root.path("DCGM Diagnostic");
        if (!newer.isMissingNode()) {
            return newer;
        }
        JsonNode older = root.path("DCGM GPU Diagnostic");
        return older.isMissingNode() && root.has("test_categories") ? root : older;
    }

    private static void errors(JsonNode root, JsonNode body, Collected out, long line) {
        boolean flat = root.has("test_categories");
        for (JsonNode node : flat ? List.of(root) : List.of(root, body)) {
            String runtime = node.path("runtime_error").asString("");
            if (!runtime.isEmpty()) {
                out.says(Verdict.ERROR, Measurement.NODE, line, "runtime error: " + runtime);
            }
            if (node.path("error_code").asInt(0) != 0) {
                out.says(
                        Verdict.ERROR,
                        Measurement.NODE,
                        line,
                        "error code " + node.path("error_code").asInt(0));
            }
            DcgmResults.texts(node.path("Warning")).forEach(t -> out.warn(line, t));
            DcgmResults.texts(node.path("warnings")).forEach(t -> out.warn(line, t));
        }
    }

    private static void test(JsonNode test, DcgmResults results, long line) {
        String name = test.path("name").asString("?");
        List<String> statuses = new ArrayList<>();
        for (JsonNode result : test.path("results")) {
            String status = result.path("status").asString("no status");
            statuses.add(status);
            results.result(
                    name,
                    scopes(result),
                    status,
                    DcgmResults.texts(result.path("warnings")),
                    DcgmResults.texts(result.path("info")),
                    line);
        }
        JsonNode summary = test.path("test_summary");
        String status = summary.path("status").asString(test.path("status").asString(""));
        results.summary(
                name,
                status.isEmpty() ? Optional.empty() : Optional.of(status),
                statuses,
                DcgmResults.texts(summary.path("warnings")),
                line);
    }

    private static List<String> scopes(JsonNode result) {
        if (result.has("entity_id")) {
            return List.of(DcgmResults.scope(
                    result.path("entity_group").asString("entity"),
                    result.path("entity_id").asString("?")));
        }
        String ids = result.path("gpu_ids").asString(result.path("gpu_id").asString(""));
        List<String> scopes = new ArrayList<>();
        for (String id : ids.split(",", 1024)) {
            if (!id.isBlank()) {
                scopes.add("gpu:" + id.strip().replaceAll("[^0-9A-Za-z-]", ""));
            }
        }
        return scopes.isEmpty() ? List.of(Measurement.NODE) : scopes;
    }

    private static String tool(JsonNode root, JsonNode body) {
        String version = root.path("metadata")
                .path("version")
                .asString(body.path("version").asString("?"));
        String driver = root.path("metadata")
                .path("Driver Version Detected")
                .asString(body.path("Driver Version Detected").asString("?"));
        return "DCGM " + version + " driver " + driver;
    }
}
