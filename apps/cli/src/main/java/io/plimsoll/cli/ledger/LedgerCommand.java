/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import picocli.CommandLine.Command;

/** The noun {@code ledger}. */
@Command(
        name = "ledger",
        description = "What is promised, what is deliverable, what is owed: the capacity ledger, offline on files.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ShowCommand.class,
            AtCommand.class,
            StatementCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            VerifyCommand.class
        })
public final class LedgerCommand {}
