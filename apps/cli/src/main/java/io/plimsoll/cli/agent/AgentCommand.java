/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.agent;

import picocli.CommandLine.Command;

/** {@code plimsoll agent}. */
@Command(
        name = "agent",
        description = "Run campaigns' tests on this node, or let an agent in.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, TestCommand.class, TokenCommand.class})
public final class AgentCommand {}
