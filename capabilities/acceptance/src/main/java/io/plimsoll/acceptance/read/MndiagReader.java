/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * {@code dcgmi mndiag -j}: several hosts in one result. A scope names the host too: {@code node-7/gpu:3}. Source of the form:
 * NVIDIA/DCGM testing/python3/dcgm_mndiag_schema.json.
 */
final class MndiagReader implements ToolReader {

    private static final String KEY = "DCGM Multi-Node Diagnostic";

    @Override
    public String format() {
        return "dcgm-mndiag";
    }

    @Override
    public String describes() {
        return "dcgmi mndiag JSON";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains(KEY);
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        LogLines lines = new LogLines(in, source);
        Collected out = new Collected(format());
        EmbeddedJson.Found found = EmbeddedJson.read(
                lines, "dcgmi mndiag's output", n -> n.has(KEY) || n.has("hosts") || n.has("runtime_error"));
        found.report(out);
        JsonNode root = found.node();
        JsonNode body = root.path(KEY).isObject() ? root.path(KEY) : root;
        DcgmResults results = new DcgmResults(out);
        Map<String, String> hosts = hosts(body, results);
        String tool = tool(body);
        List<String> runtime = DcgmResults.texts(body.path("runtime_error"));
        runtime.forEach(t -> out.says(Verdict.ERROR, Measurement.NODE, found.line(), "runtime error: " + t));
        for (JsonNode category : body.path("test_categories")) {
            category.path("tests").forEach(t -> test(t, hosts, results, out, found.line()));
        }
        for (JsonNode error : body.path("global_errors")) {
            String host = host(hosts, error.path("host_id").asString("?"));
            DcgmResults.texts(error).forEach(t -> out.says(Verdict.ERROR, host, found.line(), t));
        }
        hostCount(body, hosts, out);
        results.end();
        if (!out.measuredAnything() && !out.saidAnything()) {
            throw lines.refused("no test and no error", "the results of dcgmi mndiag");
        }
        return out.reading(tool, lines);
    }

    private static void hostCount(JsonNode body, Map<String, String> hosts, Collected out) {
        JsonNode count = body.path("metadata").path("num_hosts");
        if (count.isNumber()) {
            out.measure("hosts", "count", count.asDouble(0), Measurement.NODE);
            if (body.has("hosts") && count.asDouble(0) != hosts.size() && !out.isCutOff()) {
                out.contradict("it counts " + count.asInt(0) + " hosts and lists " + hosts.size());
            }
        }
    }

    private static Map<String, String> hosts(JsonNode body, DcgmResults results) {
        Map<String, String> hosts = new HashMap<>();
        for (JsonNode host : body.path("hosts")) {
            String id = host.path("host_id").asString("?");
            String name = host.path("hostname").asString("host-" + id);
            hosts.put(id, name);
            for (JsonNode entity : host.path("entities")) {
                String scope = name + "/"
                        + DcgmResults.scope(
                                entity.path("entity_group").asString("entity"),
                                entity.path("entity_id").asString("?"));
                Map<String, String> labels = new TreeMap<>(DcgmResults.identity(entity));
                labels.put("node", name);
                results.identity(scope, labels);
            }
        }
        return hosts;
    }

    private static String host(Map<String, String> hosts, String id) {
        return hosts.getOrDefault(id, "host-" + id);
    }

    private static void test(JsonNode test, Map<String, String> hosts, DcgmResults results, Collected out, long line) {
        String name = test.path("name").asString("?");
        List<String> statuses = new ArrayList<>();
        for (JsonNode result : test.path("results")) {
            String status = result.path("status").asString("no status");
            statuses.add(status);
            String scope = host(hosts, result.path("host_id").asString("?")) + "/"
                    + DcgmResults.scope(
                            result.path("entity_group").asString("entity"),
                            result.path("entity_id").asString("?"));
            results.result(
                    name,
                    List.of(scope),
                    status,
                    DcgmResults.texts(result.path("warnings")),
                    DcgmResults.texts(result.path("info")),
                    line);
        }
        JsonNode summary = test.path("test_summary");
        String status = summary.path("status").asString(test.path("status").asString(""));
        List<String> complaints = new ArrayList<>(DcgmResults.texts(summary.path("warnings")));
        List<String> mpi = DcgmResults.texts(test.path("mpi_error"));
        mpi.forEach(t -> out.says(Verdict.ERROR, Measurement.NODE, line, name + ": MPI: " + t));
        complaints.addAll(mpi);
        String own = test.path("status").asString(status);
        if (!own.equalsIgnoreCase(status)) {
            out.contradict(name + " is '" + own + "' and its summary '" + status + "'");
        }
        results.summary(name, status.isEmpty() ? Optional.empty() : Optional.of(status), statuses, complaints, line);
    }

    private static String tool(JsonNode body) {
        JsonNode host = body.path("hosts").path(0);
        return "DCGM mndiag " + host.path("dcgm_version").asString("?") + " driver "
                + host.path("driver_version").asString("?");
    }
}
