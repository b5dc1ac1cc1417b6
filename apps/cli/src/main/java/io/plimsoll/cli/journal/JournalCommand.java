/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.journal;

import picocli.CommandLine.Command;

/** The record's journal: one row a fact, each carrying the hash of the one before. */
@Command(
        name = "journal",
        description = "Prove the record's journal, and look into it.",
        mixinStandardHelpOptions = true,
        subcommands = {VerifyCommand.class, ShowCommand.class})
public final class JournalCommand {}
