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

    /** A work takes seconds at most, compiling a kernel tens of them; a pause of a test takes a part of its time. */
    private static final Duration STILL_MIN = Duration.ofSeconds(90);

    private static final int STILL_SHARE = 4;
    private static final long LOOK_MILLIS = 200;

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
        return run(libraries, index, tests, time, seed, limit, STILL_MIN.plus(time.dividedBy(STILL_SHARE)));
    }

    /**
     * As above.
     *
     * @param still the process is also given up when the GPU has come no further for this long
     */
    static Result run(
            DriverLibraries libraries,
            int index,
            List<Suite.Test> tests,
            Duration time,
            long seed,
            Duration limit,
            Duration still)
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
        Optional<Duration> givenUp = Optional.of(limit);
        try {
            child.getOutputStream().close();
            givenUp = watch(child, lines, limit, still);
        } finally {
            if (givenUp.isPresent()) {
                child.toHandle().destroyForcibly();
            }
        }
        int code = child.waitFor();
        reader.join(Duration.ofSeconds(5));
        synchronized (lines) {
            return result(lines, tests, givenUp, code);
        }
    }

    /** Waits for the child; empty where it ended by itself, else how long it had said nothing, or the whole limit. */
    private static Optional<Duration> watch(Process child, ChildLines lines, Duration limit, Duration still)
            throws InterruptedException {
        long begin = System.nanoTime();
        long moved = begin;
        long progress = -1;
        while (!child.waitFor(Math.min(LOOK_MILLIS, Math.max(1, limit.toMillis())), TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            long seen;
            synchronized (lines) {
                seen = lines.progress();
            }
            if (seen != progress) {
                progress = seen;
                moved = now;
            }
            if (now - moved >= still.toNanos()) {
                return Optional.of(still);
            }
            if (now - begin >= limit.toNanos()) {
                return Optional.of(limit);
            }
        }
        return Optional.empty();
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

    private static Result result(ChildLines lines, List<Suite.Test> tests, Optional<Duration> givenUp, int code) {
        List<TestOutcome> outcomes = new ArrayList<>(lines.outcomes());
        if (!lines.ended()) {
            String why = lines.broken()
                    .orElse(givenUp.map(d -> "the GPU gave no answer within " + d.toSeconds() + " s and was given up")
                            .orElse("the process that drives the GPU died with exit code " + code));
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
