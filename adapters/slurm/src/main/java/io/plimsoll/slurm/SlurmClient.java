/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.slurm;

import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.process.CommandResult;
import io.plimsoll.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Slurm's command line clients, asked for what scripts may rely on: English, UTC, no environment of ours. */
final class SlurmClient {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ANSWER_BYTES_MAX = 64 << 20;

    private final Map<String, String> environment = new TreeMap<>();
    private final Optional<Path> conf;

    SlurmClient(Optional<Path> conf) {
        this.conf = conf;
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        environment.put("HOME", System.getProperty("user.home", "/"));
        conf.ifPresent(path -> environment.put("SLURM_CONF", path.toString()));
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** What a client answered; refused with its words if it failed. */
    String ask(String... command) throws InterruptedException {
        CommandResult result = run(command);
        if (!result.fine()) {
            throw new LaunchFailedException("Slurm refused '" + String.join(" ", command) + "': " + result.complaint());
        }
        return result.text();
    }

    CommandResult run(String... command) throws InterruptedException {
        if (conf.isPresent() && !Files.isReadable(conf.get())) {
            throw new LaunchFailedException("no Slurm configuration can be read at " + conf.get());
        }
        try {
            return Commands.run(List.of(command), environment, "", LIMIT, ANSWER_BYTES_MAX);
        } catch (IOException e) {
            throw new LaunchFailedException(
                    "cannot run " + command[0] + ". Maybe Slurm's clients are not installed on this host", e);
        }
    }
}
