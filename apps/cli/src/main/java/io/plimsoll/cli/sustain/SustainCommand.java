/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import picocli.CommandLine.Command;

/** The noun {@code sustain}. */
@Command(
        name = "sustain",
        description = "Energy, water and carbon of a site: from its meters to what is filed, each number traceable.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KpiCommand.class,
            MatchCommand.class,
            StatementCommand.class,
            FormsCommand.class,
            VerifyCommand.class,
            CheckCommand.class
        })
public final class SustainCommand {}
