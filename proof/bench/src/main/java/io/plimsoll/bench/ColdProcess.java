/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the command in a process of its own, as the launcher does, and takes its time and its peak memory. */
final class ColdProcess {

    private static final int SECONDS_MAX = 120;

    private ColdProcess() {}

    /**
     * @param millis from start to exit
     * @param peakMebibytes the most memory that was resident at any time
     */
    record Run(long millis, long peakMebibytes, int exitCode) {}

    static Run run(Path archive, Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-cp",
                System.getProperty("java.class.path"),
                "io.plimsoll.cli.Main"));
        command.addAll(arguments);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("cold.out").toFile())
                .start();
        long peak = 0;
        try {
            while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, Machine.number(Machine.field("/proc/" + process.pid() + "/status", "VmHWM")));
                if (System.nanoTime() - start > SECONDS_MAX * 1_000_000_000L) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (!Files.exists(folder.resolve("cold.out"))) {
            throw new IOException("the cold process wrote nothing");
        }
        return new Run(millis, peak / 1024, process.exitValue());
    }
}
