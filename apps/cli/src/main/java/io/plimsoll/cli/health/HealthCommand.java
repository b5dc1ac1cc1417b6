/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.health;

import picocli.CommandLine.Command;

/** The noun {@code health}. */
@Command(
        name = "health",
        description = "What GPUs, NICs and switches say of themselves, what it means, and what a rule would have done.",
        mixinStandardHelpOptions = true,
        subcommands = {ReadCommand.class, RulesCommand.class, ReplayCommand.class})
public final class HealthCommand {}
