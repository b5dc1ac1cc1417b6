/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.fabric.plan.PlanFormat;
import io.plimsoll.fabric.plan.ReadOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a user may say about a plan file beyond its path. */
public final class PlanInput {

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            description = "json, csv, netbox, topo, dot, shcd-xlsx or shcd-json; else it is recognised.")
    private @Nullable String from;

    @Option(
            names = "--tabs",
            split = ",",
            paramLabel = "TAB",
            description = "SHCD: the tabs to read; else all with a header.")
    private List<String> tabs = List.of();

    @Option(
            names = "--corners",
            split = ",",
            paramLabel = "J14:T42",
            description = "SHCD: upper left and lower right cell for each tab; else found.")
    private List<String> corners = List.of();

    /** As the reader takes it. */
    public ReadOptions options() {
        Optional<PlanFormat> format = from == null ? Optional.empty() : Optional.of(PlanFiles.format("--from", from));
        return new ReadOptions(format, tabs, corners);
    }
}
