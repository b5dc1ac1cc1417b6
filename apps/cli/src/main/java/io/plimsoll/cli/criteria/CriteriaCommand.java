/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.criteria;

import picocli.CommandLine.Command;

/** {@code plimsoll criteria}. */
@Command(
        name = "criteria",
        description = "Learned criteria of a site, through a server (on files: accept criteria).",
        mixinStandardHelpOptions = true,
        subcommands = {ListCommand.class, LearnCommand.class, SignCommand.class})
public final class CriteriaCommand {}
