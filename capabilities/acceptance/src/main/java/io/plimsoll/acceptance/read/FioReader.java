/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * fio with {@code --output-format=json}, version 3. Bandwidth comes from {@code bw_bytes}, else from {@code bw}, which is in
 * KiB/s (fio.readthedocs.io, "JSON output").
 */
final class FioReader implements ToolReader {

    private static final String DISK = "disk";

    @Override
    public String format() {
        return "fio";
    }

    @Override
    public String describes() {
        return "fio --output-format=json";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("\"fio version\"");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        JsonNode root = EmbeddedJson.read(in, source, "fio's output");
        JsonNode jobs = root.path("jobs");
        if (!jobs.isArray() || jobs.isEmpty()) {
            throw new BadInputException(new InputProblem(source, 0, "no 'jobs'", "fio's JSON"));
        }
        Collected out = new Collected(format(), source);
        double errors = 0;
        for (JsonNode job : jobs) {
            String name = job.path("jobname").asString("?");
            int error = job.path("error").asInt(0);
            double total = job.path("total_err").asDouble(0);
            errors += Math.max(total, error == 0 ? 0 : 1);
            if (error != 0) {
                out.says(Verdict.ERROR, DISK, 0, name + " ended with error " + error);
            }
            direction(job.path("read"), "read", name, out);
            direction(job.path("write"), "write", name, out);
        }
        if (!out.measuredAnything() && errors == 0) {
            throw new BadInputException(
                    new InputProblem(source, 0, "no input or output done", "a fio run that did some"));
        }
        out.measure("disk_errors", "count", errors, DISK);
        return out.reading(root.path("fio version").asString("fio"));
    }

    private static void direction(JsonNode node, String what, String job, Collected out) {
        if (node.path("total_ios").asDouble(0) <= 0) {
            return;
        }
        Map<String, String> labels = Map.of("job", job);
        double bytes = node.has("bw_bytes")
                ? node.path("bw_bytes").asDouble(0)
                : node.path("bw").asDouble(0) * 1024;
        out.measure("disk_" + what + "_bandwidth", "MB/s", bytes / 1e6, DISK, labels);
        out.measure("disk_" + what + "_iops", "IOPS", node.path("iops").asDouble(0), DISK, labels);
        for (String latency : new String[] {"lat_ns", "clat_ns"}) {
            JsonNode p99 = node.path(latency).path("percentile").path("99.000000");
            if (p99.isNumber()) {
                out.measure("disk_" + what + "_latency_p99", "us", p99.asDouble() / 1000, DISK, labels);
                return;
            }
        }
    }
}
