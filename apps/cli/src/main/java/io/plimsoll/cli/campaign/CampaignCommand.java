/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import picocli.CommandLine.Command;

/** {@code plimsoll campaign}. */
@Command(
        name = "campaign",
        description = "Run a test plan over many nodes, through a server.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CreateCommand.class,
            ListCommand.class,
            ShowCommand.class,
            MoveCommand.Pause.class,
            MoveCommand.Resume.class,
            MoveCommand.Stop.class,
            IdleCommand.class
        })
public final class CampaignCommand {}
