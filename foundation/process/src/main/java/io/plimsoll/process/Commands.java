/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs foreign commands. The environment given is the whole environment: nothing of this process, such as a password, leaks
 * into a command that hands its environment on to another host.
 */
public final class Commands {

    private Commands() {}

    /**
     * Runs a command to its end or its limit; it and what it started is gone when the call returns.
     *
     * @param in standard input as a whole
     * @param bytesMax how much of each output is kept; the rest is read and dropped
     */
    public static CommandResult run(
            List<String> command, Map<String, String> environment, String in, Duration limit, int bytesMax)
            throws IOException, InterruptedException {
        return run(new ProcessBuilder(command), environment, in, limit, bytesMax);
    }

    /** As {@link #run}, with what goes to standard error among the standard output, in the order in which it was printed. */
    public static CommandResult runTogether(
            List<String> command, Map<String, String> environment, String in, Duration limit, int bytesMax)
            throws IOException, InterruptedException {
        return run(new ProcessBuilder(command).redirectErrorStream(true), environment, in, limit, bytesMax);
    }

    private static CommandResult run(
            ProcessBuilder builder, Map<String, String> environment, String in, Duration limit, int bytesMax)
            throws IOException, InterruptedException {
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Thread writer = Thread.ofVirtual().start(() -> feed(process.getOutputStream(), in));
        Thread outReader = Thread.ofVirtual().start(() -> drain(process.getInputStream(), out, bytesMax));
        Thread errReader = Thread.ofVirtual().start(() -> drain(process.getErrorStream(), err, bytesMax));
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                // Through its handle: Process.destroyForcibly also closes the pipes, and what is not read yet would be
                // lost.
                process.toHandle().destroyForcibly();
            }
        }
        int code = process.waitFor();
        writer.join(Duration.ofSeconds(2));
        outReader.join(Duration.ofSeconds(5));
        errReader.join(Duration.ofSeconds(5));
        synchronized (out) {
            synchronized (err) {
                return new CommandResult(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8), !ended);
            }
        }
    }

    /**
     * Starts a command in a session of its own, so that it goes on when this process ends or is killed. It hears nothing and
     * its outputs go nowhere: a script that is started so writes its own files.
     */
    public static void detach(List<String> command, Map<String, String> environment, Path folder) throws IOException {
        List<String> whole = new java.util.ArrayList<>(List.of("setsid"));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.start();
    }

    private static void feed(OutputStream to, String in) {
        try (to) {
            to.write(in.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the command did not want to hear more; what it did tells the rest
        }
    }

    private static void drain(InputStream from, ByteArrayOutputStream to, int bytesMax) {
        byte[] buffer = new byte[1 << 14];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                synchronized (to) {
                    to.write(buffer, 0, Math.min(n, bytesMax - to.size()));
                }
            }
        } catch (IOException e) {
            // the command was stopped; what it had printed is kept
        }
    }
}
