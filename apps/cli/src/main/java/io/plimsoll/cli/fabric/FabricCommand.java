/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import picocli.CommandLine.Command;

/** The wiring of a site: what it should be, what it is, and what to do about the difference. */
@Command(
        name = "fabric",
        description = "Design a fabric, read what is there, verify it, and list the repairs.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DesignCommand.class,
            TemplatesCommand.class,
            LintCommand.class,
            ConvertCommand.class,
            VerifyCommand.class,
            InferCommand.class,
            WorklistCommand.class
        })
public final class FabricCommand {}
