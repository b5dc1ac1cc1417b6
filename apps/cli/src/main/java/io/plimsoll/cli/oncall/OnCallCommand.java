/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.oncall;

import picocli.CommandLine.Command;

/** {@code plimsoll oncall}: who is called, and what it costs them. */
@Command(
        name = "oncall",
        description = "Who is on call, where nobody would answer, what may be swapped, and what on-call costs people.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ShowCommand.class,
            GapsCommand.class,
            SwapCommand.class,
            BurdenCommand.class,
            FeedCommand.class,
            ImportCommand.class
        })
public final class OnCallCommand {}
