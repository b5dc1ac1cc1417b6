/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceInfo;
import io.plimsoll.gpu.suite.Suite;
import io.plimsoll.gpu.suite.TestOutcome;
import io.plimsoll.model.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs the tests of one GPU in a process of its own. A GPU that dies takes that process along, not this one; one that hangs is
 * given up at a limit. Either way the test that was running is ERROR, with the last state that was seen.
 */
public final class GpuProcess {

    /**
     * What came of it.
     *
     * @param device empty where it could not be opened
     */
    public record Result(Optional<DeviceInfo> device, DeviceHealth health, List<TestOutcome> outcomes) {}

    private GpuProcess() {}

    /**
     * Runs tests on a GPU; none only opens it.
     *
     * @param time how long the tests are to take
     * @param limit when the process is given up
     */
    public static Result run(
            DriverLibraries libraries, int index, List<Suite.Test> tests, Duration time, long seed, Duration limit)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName(),
                libraries.cuda(),
                libraries.nvml(),
                Integer.toString(index),
                Long.toString(time.toNanos()),
                Long.toString(seed),
                tests.stream().map(Suite.Test::name).collect(Collectors.joining(",")));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ChildLines lines = new ChildLines();
        Thread reader = Thread.ofVirtual().start(() -> listen(child, lines));
        boolean intime = false;
        try {
            child.getOutputStream().close();
            intime = child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!intime) {
                child.toHandle().destroyForcibly();
            }
        }
        int code = child.waitFor();
        reader.join(Duration.ofSeconds(5));
        synchronized (lines) {
            return result(lines, tests, intime, code, limit);
        }
    }

    private static void listen(Process child, ChildLines lines) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    lines.take(line);
                }
            }
        } catch (IOException e) {
            // the child was given up; what it had said is kept
        }
    }

    private static Result result(ChildLines lines, List<Suite.Test> tests, boolean intime, int code, Duration limit) {
        List<TestOutcome> outcomes = new ArrayList<>(lines.outcomes());
        if (!lines.ended()) {
            String why = lines.broken()
                    .orElse(
                            intime
                                    ? "the process that drives the GPU died with exit code " + code
                                    : "the GPU gave no answer within " + limit.toSeconds() + " s and was given up");
            String reason = why + "; last state: " + lines.lastState();
            List<String> words = tests.isEmpty()
                    ? List.of("open")
                    : tests.stream().map(Suite.Test::word).toList();
            for (String word : words) {
                outcomes.add(new TestOutcome(word, Verdict.ERROR, 0, List.of(), List.of(reason), List.of(), List.of()));
            }
        }
        return new Result(lines.deviceTold(), lines.healthTold(), outcomes);
    }
}
