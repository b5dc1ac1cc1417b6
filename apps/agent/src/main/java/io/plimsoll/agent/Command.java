/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent;

import io.plimsoll.process.CommandResult;
import io.plimsoll.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        Map<String, String> whole = new HashMap<>(System.getenv());
        whole.put("LC_ALL", "C");
        whole.putAll(environment);
        CommandResult result = Commands.runTogether(command, whole, "", limit, OUTPUT_BYTES_MAX);
        return new Outcome(result.exitCode(), result.text(), result.timedOut());
    }
}
