/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import picocli.CommandLine.Command;

/** {@code plimsoll bench NAME}: side-by-side benchmarks, one subcommand each. */
@Command(
        name = "bench",
        description = "Measure Plimsoll beside its peers on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CampaignBenchCommand.class,
            FabricBenchCommand.class,
            LocateBenchCommand.class,
            SparesBenchCommand.class,
            CriteriaBenchCommand.class,
            TrspBenchCommand.class,
            RcpspBenchCommand.class,
            FloodBenchCommand.class,
            LedgerBenchCommand.class,
            CoverageBenchCommand.class,
            HealthBenchCommand.class,
            MetersBenchCommand.class,
            CertificatesBenchCommand.class,
            ForecastBenchCommand.class
        })
public final class BenchCommand {}
