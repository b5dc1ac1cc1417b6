/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.cli.accept.criteria.CriteriaCommand;
import picocli.CommandLine.Command;

/** The noun {@code accept}. */
@Command(
        name = "accept",
        description =
                "Test plans, their price and their campaigns; test a host and certify it; read the logs of test tools.",
        mixinStandardHelpOptions = true,
        subcommands = {
            HereCommand.class,
            ReadCommand.class,
            LocateCommand.class,
            CriteriaCommand.class,
            PlansCommand.class,
            PlanCommand.class,
            PriceCommand.class,
            LimitsCommand.class,
            DiagnoseCommand.class,
            ImportReportCommand.class
        })
public final class AcceptCommand {}
