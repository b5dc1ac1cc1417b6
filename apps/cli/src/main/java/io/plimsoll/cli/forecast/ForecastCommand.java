/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.forecast;

import picocli.CommandLine.Command;

/** The noun {@code forecast}. */
@Command(
        name = "forecast",
        description = "How long things live, and whether what was promised will hold.",
        mixinStandardHelpOptions = true,
        subcommands = {FitCommand.class, RunCommand.class})
public final class ForecastCommand {}
