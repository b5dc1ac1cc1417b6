/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs one tool with a time limit and a bound on what it may print; the process is gone when the call returns. */
public final class Command {

    private static final int OUTPUT_BYTES_MAX = 64 << 20;

    /**
     * What a tool did.
     *
     * @param log standard output and standard error in one, as printed
     * @param timedOut it was stopped at its time limit
     */
    public record Outcome(int exitCode, String log, boolean timedOut) {}

    private Command() {}

    /** Where a tool is on the PATH. */
    public static Optional<Path> find(String tool) {
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "/usr/bin:/bin" : path + ":/usr/sbin:/sbin").split(":")) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, tool);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Runs a tool to its end or its limit. */
    public static Outcome run(List<String> command, Duration limit) throws IOException, InterruptedException {
        return run(command, limit, Map.of());
    }

    /** @param environment what it finds beside the agent's own environment */
    public static Outcome run(List<String> command, Duration limit, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thread reader = Thread.ofVirtual().start(() -> drain(process.getInputStream(), out));
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                // Through its handle: Process.destroyForcibly also closes the pipe, and what is not read yet would be
                // lost.
                process.toHandle().destroyForcibly();
            }
        }
        int code = process.waitFor();
        reader.join(Duration.ofSeconds(5));
        synchronized (out) {
            return new Outcome(code, out.toString(java.nio.charset.StandardCharsets.UTF_8), !ended);
        }
    }

    private static void drain(InputStream in, ByteArrayOutputStream out) {
        byte[] buffer = new byte[1 << 14];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (out) {
                    if (out.size() < OUTPUT_BYTES_MAX) {
                        out.write(buffer, 0, n);
                    }
                }
            }
        } catch (IOException e) {
            // the process was stopped; what it had printed is kept
        }
    }
}
