/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept.criteria;

import picocli.CommandLine.Command;

/** The noun {@code accept criteria}. */
@Command(
        name = "criteria",
        description = "Learn limits from the fleet's own results, and judge nodes by them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            LearnCommand.class,
            JudgeCommand.class,
            ExplainCommand.class,
            ReplayCommand.class,
            SignCommand.class,
            VerifySetCommand.class
        })
public final class CriteriaCommand {}
