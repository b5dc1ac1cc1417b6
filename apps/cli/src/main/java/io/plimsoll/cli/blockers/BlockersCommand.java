/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.blockers;

import picocli.CommandLine.Command;

/** {@code plimsoll blockers}: what is in the way, and what it costs. */
@Command(
        name = "blockers",
        description =
                "What blocks which GPUs and which contract date, what each blocker costs, and which to clear next.",
        mixinStandardHelpOptions = true,
        subcommands = {ListCommand.class, PriceCommand.class, RaiseCommand.class, ClearCommand.class})
public final class BlockersCommand {}
