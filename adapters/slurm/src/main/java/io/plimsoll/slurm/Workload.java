/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.slurm;

import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.acceptance.campaign.run.LaunchState;
import io.plimsoll.process.SafeWord;
import io.plimsoll.process.ShellText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One workload's folder in the spool, {@code SPOOL/CAMPAIGN/TASK/ATTEMPT}: {@code run.sh} with its {@code srun}, {@code
 * claimed} made by the one script that runs it, {@code pid}, what srun printed in {@code out} and {@code err}, and at the end
 * {@code code}. {@code cancelled} and {@code lost} are marks of ours.
 */
final class Workload {

    /** Begins the name of each workload in Slurm. */
    static final String NAME = "plimsoll/";

    private final Path folder;
    private final String safeKey;

    private Workload(Path folder, String safeKey) {
        this.folder = folder;
        this.safeKey = safeKey;
    }

    /** @param key {@code CAMPAIGN/TASK/ATTEMPT} */
    static Workload of(Path spool, String key) {
        int first = key.indexOf('/');
        int last = key.lastIndexOf('/');
        if (first <= 0 || last <= first) {
            throw new IllegalArgumentException("not CAMPAIGN/TASK/ATTEMPT: " + key);
        }
        String safe = SafeWord.of(key.substring(0, first)) + "/" + SafeWord.of(key.substring(first + 1, last)) + "/"
                + SafeWord.of(key.substring(last + 1));
        return new Workload(spool.toAbsolutePath().resolve(safe), safe);
    }

    /** @param name what Slurm calls it, {@link #slurmName()} */
    static Workload named(Path spool, String name) {
        String safe = name.substring(NAME.length());
        return new Workload(spool.toAbsolutePath().resolve(safe), safe);
    }

    /** All workloads that this spool has of a campaign. */
    static List<Workload> all(Path spool, String campaign) throws IOException {
        Path folder = spool.toAbsolutePath().resolve(SafeWord.of(campaign));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Workload> all = new ArrayList<>();
        try (Stream<Path> attempts = Files.walk(folder, 2)) {
            attempts.filter(path -> folder.relativize(path).getNameCount() == 2)
                    .sorted()
                    .forEach(path -> all.add(new Workload(
                            path, spool.toAbsolutePath().relativize(path).toString())));
        }
        return all;
    }

    Path folder() {
        return folder;
    }

    Path script() {
        return folder.resolve("run.sh");
    }

    Path out() {
        return folder.resolve("out");
    }

    String slurmName() {
        return NAME + safeKey;
    }

    /** The order's key; as far as a file name can tell it where the spool has lost it. */
    String key() throws IOException {
        return text("key").orElse(safeKey);
    }

    boolean claimed() {
        return Files.exists(folder.resolve("claimed"));
    }

    boolean cancelled() {
        return Files.exists(folder.resolve("cancelled"));
    }

    void markCancelled() throws IOException {
        Files.createDirectories(folder);
        try {
            Files.createFile(folder.resolve("cancelled"));
        } catch (FileAlreadyExistsException e) {
            // it was cancelled before
        }
    }

    /** Writes the script. However often it is then started, the first one claims the workload and the others end. */
    void prepare(String key, String tool, int nodes, List<String> srun) throws IOException {
        Files.createDirectories(folder);
        put("key", key);
        put("tool", tool);
        put("nodes", Integer.toString(nodes));
        put("run.sh", """
                cd %s || exit 1
                mkdir claimed 2>/dev/null || exit 0
                echo $$ >pid.new && mv pid.new pid
                if [ -e cancelled ]; then echo 'cancelled before it started' >err; : >out; echo 1 >code.new; mv code.new code; exit 1; fi
                %s >out 2>err </dev/null
                echo $? >code.new && mv code.new code
                """.formatted(ShellText.quote(folder.toString()), ShellText.join(srun)));
    }

    void awaitClaim() {
        Instant end = Instant.now().plus(SlurmLauncher.CLAIM_LIMIT);
        while (!Files.exists(folder.resolve("pid"))) {
            if (Instant.now().isAfter(end)) {
                throw new LaunchFailedException("the script does not start: " + script());
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Whether the script that claimed this workload is still at work. */
    boolean alive() throws IOException {
        Optional<String> pid = text("pid");
        if (pid.isEmpty()) {
            return claimed()
                    && Files.getLastModifiedTime(folder.resolve("claimed"))
                            .toInstant()
                            .isAfter(Instant.now().minus(SlurmLauncher.CLAIM_LIMIT));
        }
        try {
            Path commandLine = Path.of("/proc", pid.get(), "cmdline");
            return new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8).contains(script().toString());
        } catch (IOException e) {
            return false; // no such process
        }
    }

    boolean hasOutput() throws IOException {
        return Files.exists(out()) && Files.size(out()) > 0;
    }

    OptionalInt exitCode() throws IOException {
        Optional<String> code = text("code");
        return code.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(code.get()));
    }

    int nodeCount() throws IOException {
        return Integer.parseInt(text("nodes").orElseThrow(() -> new NoSuchFileException(folder + "/nodes")));
    }

    String tool() throws IOException {
        return text("tool").orElse("srun");
    }

    Instant claimedAt() throws IOException {
        return Files.getLastModifiedTime(folder.resolve("pid")).toInstant();
    }

    Instant endedAt() throws IOException {
        return Files.getLastModifiedTime(folder.resolve("code")).toInstant();
    }

    /** The end of what srun complained about. */
    String lastWords(int code) throws IOException {
        List<String> lines = text("err")
                .orElse("")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.replaceFirst("^srun: (error: )?", ""))
                .distinct()
                .toList();
        String end = String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        return end.isEmpty() ? "srun ended with code " + code : end;
    }

    Optional<String> lost() throws IOException {
        return text("lost");
    }

    /** Marks it as lost for good. */
    LaunchState lose(String reason) throws IOException {
        Files.createDirectories(folder);
        put("lost", reason);
        return new LaunchState.Lost(reason);
    }

    private void put(String name, String text) throws IOException {
        Path fresh = Files.createTempFile(folder, name, ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Optional<String> text(String name) throws IOException {
        try {
            return Optional.of(Files.readString(folder.resolve(name)).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
