/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.gpu;

import picocli.CommandLine.Command;

/** The noun {@code gpu}. */
@Command(
        name = "gpu",
        description =
                "Tests a GPU with answers that are known beforehand; without one, tests the tests on the CPU device.",
        mixinStandardHelpOptions = true,
        subcommands = {InfoCommand.class, TestCommand.class, BenchCommand.class})
public final class GpuCommand {}
