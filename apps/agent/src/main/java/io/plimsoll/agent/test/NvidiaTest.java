/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.agent.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the NVIDIA driver tells of each GPU (NVML, through nvidia-smi). A value that it does not tell is left out. */
final class NvidiaTest implements HostTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The metric, its unit and nvidia-smi's field. */
    private record Field(String metric, String unit, String query) {}

    private static final List<Field> FIELDS = List.of(
            new Field("gpu_ecc_uncorrected", "count", "ecc.errors.uncorrected.volatile.total"),
            new Field("gpu_temperature", "degC", "temperature.gpu"),
            new Field("gpu_power", "W", "power.draw"),
            new Field("gpu_memory", "MiB", "memory.total"),
            new Field("gpu_pcie_generation", "count", "pcie.link.gen.max"),
            new Field("gpu_pcie_width", "count", "pcie.link.width.current"));

    @Override
    public Ran run(TestContext context) throws IOException, InterruptedException {
        Optional<Path> tool = Command.find("nvidia-smi");
        if (tool.isEmpty()) {
            return new Ran.NotRun("there is a GPU and no nvidia-smi: no NVIDIA driver is installed");
        }
        String fields = String.join(",", FIELDS.stream().map(Field::query).toList());
        Command.Outcome health = Command.run(
                List.of(tool.get().toString(), "--query-gpu=index," + fields, "--format=csv,noheader,nounits"), LIMIT);
        Command.Outcome remaps = Command.run(
                List.of(
                        tool.get().toString(),
                        "--query-remapped-rows=gpu_bus_id,remapped_rows.pending,remapped_rows.failure",
                        "--format=csv,noheader,nounits"),
                LIMIT);
        if (health.exitCode() != 0 || health.timedOut()) {
            return new Ran.Broke("nvidia-smi", health.log(), "nvidia-smi ended with exit code " + health.exitCode());
        }
        TestLog log = new TestLog(context.test(), "nvidia-smi");
        health(log, health.log());
        if (remaps.exitCode() == 0) {
            remaps(log, remaps.log());
        } else {
            log.note("row remaps are not told: " + remaps.log());
        }
        return new Ran.Log("nvidia-smi", log.end(), 0);
    }

    static void health(TestLog log, String csv) {
        for (String line : csv.lines().toList()) {
            log.note("nvidia-smi: " + line);
            String[] cells = line.split(",\\s*", -1);
            for (int i = 1; i < cells.length && i <= FIELDS.size(); i++) {
                Field field = FIELDS.get(i - 1);
                measure(log, field.metric(), field.unit(), cells[i], "gpu:" + cells[0].strip());
            }
        }
    }

    static void remaps(TestLog log, String csv) {
        int index = 0;
        for (String line : csv.lines().toList()) {
            log.note("nvidia-smi remapped rows: " + line);
            String[] cells = line.split(",\\s*", -1);
            if (cells.length == 3) {
                measure(log, "gpu_remap_pending", "count", cells[1], "gpu:" + index);
                measure(log, "gpu_remap_failed", "count", cells[2], "gpu:" + index);
                index++;
            }
        }
    }

    private static void measure(TestLog log, String metric, String unit, String text, String scope) {
        try {
            double value = text.strip().equalsIgnoreCase("yes")
                    ? 1
                    : text.strip().equalsIgnoreCase("no") ? 0 : Double.parseDouble(text.strip());
            log.measure(metric, value, unit, scope);
        } catch (NumberFormatException e) {
            log.note(metric + " of " + scope + " is not told: " + text);
        }
    }
}
