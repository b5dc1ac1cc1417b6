/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.spares;

import picocli.CommandLine.Command;

/** The noun {@code spares}. */
@Command(
        name = "spares",
        description =
                "How many spares of which part at which site: the least cost for a target, the best for a budget.",
        mixinStandardHelpOptions = true,
        subcommands = {
            OptimiseCommand.class,
            EvaluateCommand.class,
            EboCommand.class,
            ReorderCommand.class,
            KitCommand.class,
            PriorsCommand.class
        })
public final class SparesCommand {}
