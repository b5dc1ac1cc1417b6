/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import picocli.CommandLine.Command;

/** {@code plimsoll crew law}: working-time law. */
@Command(
        name = "law",
        description = "Working-time law as data: what it says of shifts, and which rules there are.",
        mixinStandardHelpOptions = true,
        subcommands = {LawCheckCommand.class, LawRulesCommand.class})
final class LawCommand {}
