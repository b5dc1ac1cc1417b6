/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.inventory;

import io.plimsoll.agent.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The few tools that an inventory asks; a test answers for them. */
@FunctionalInterface
interface Tools {

    Duration LIMIT = Duration.ofSeconds(30);

    /** The tools that are installed. */
    Tools REAL = (tool, arguments) -> {
        if (Command.find(tool).isEmpty()) {
            return Optional.empty();
        }
        List<String> command =
                new ArrayList<>(List.of(Command.find(tool).orElseThrow().toString()));
        command.addAll(arguments);
        try {
            Command.Outcome outcome = Command.run(command, LIMIT);
            return outcome.exitCode() == 0 && !outcome.timedOut() ? Optional.of(outcome.log()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    };

    /** What the tool printed; empty if it is not installed, failed or took too long. */
    Optional<String> ask(String tool, List<String> arguments) throws InterruptedException;
}
