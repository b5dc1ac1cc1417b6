/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code plimsoll demo} as a process of its own. */
final class DemoProcess implements AutoCloseable {

    private static final Pattern OPEN = Pattern.compile("Open\\s+(http://\\S+)");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile String address = "";

    DemoProcess(Path data, Path acknowledged, int gpus, String speed) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.plimsoll.cli.Main",
                "demo"));
        command.addAll(List.of("--gpus", Integer.toString(gpus), "--speed", speed, "--port", "0"));
        command.addAll(List.of("--data", data.toString(), "--acknowledged", acknowledged.toString()));
        this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
                Matcher found = OPEN.matcher(line);
                if (found.find()) {
                    address = found.group(1);
                    open.countDown();
                }
            }
        } catch (IOException e) {
            // the process was killed
        } finally {
            open.countDown();
            synchronized (lines) {
                lines.notifyAll();
            }
        }
    }

    /** Where the server listens; waits until it says so. */
    String address() throws InterruptedException {
        if (!open.await(120, TimeUnit.SECONDS) || address.isEmpty()) {
            throw new AssertionError("the demo did not start:\n" + output());
        }
        return address;
    }

    /** Waits until so many lines have been printed, or the process has ended. */
    void awaitLines(int count, long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        synchronized (lines) {
            while (lines.size() < count && process.isAlive()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("saw %d lines, expected %d:%n%s".formatted(lines.size(), count, output()));
                }
                lines.wait(left);
            }
        }
    }

    String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C; false if it does not end in time. */
    boolean stop(long seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
