/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the {@code plimsoll} command. Exit codes: 0 fine, 1 found something wrong, 2 bad usage or input, 3 failed. */
@Command(
        name = "plimsoll",
        description = "The load line of a GPU cloud: one record from plan to cable to test to promise to service.",
        mixinStandardHelpOptions = true,
        version = "plimsoll 0.1.0-SNAPSHOT")
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command tree, for help texts and tests. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            provider.commands().forEach(line::addSubcommand);
        }
        return line;
    }
}
