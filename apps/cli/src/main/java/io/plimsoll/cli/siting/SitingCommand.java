/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.siting;

import picocli.CommandLine.Command;

/** The noun {@code siting}. */
@Command(
        name = "siting",
        description = "May this building be taken? A verdict with a reason for each rule; unknown is never safe.",
        mixinStandardHelpOptions = true,
        subcommands = {AssessCommand.class, CompareCommand.class, ProfilesCommand.class})
public final class SitingCommand {}
