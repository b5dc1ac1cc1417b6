/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import picocli.CommandLine.Command;

/** {@code plimsoll crew}: who does what, where and when. */
@Command(
        name = "crew",
        description = "Who does what, where and when: project schedules, routes, working-time law.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PlanCommand.class,
            RecommendCommand.class,
            DiffCommand.class,
            ScheduleCommand.class,
            BringUpCommand.class,
            LawCommand.class
        })
public final class CrewCommand {}
