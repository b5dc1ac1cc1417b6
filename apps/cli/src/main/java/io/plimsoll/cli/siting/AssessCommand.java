/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.siting;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.siting.Building;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.assess.Assessment;
import io.plimsoll.siting.assess.Assessor;
import io.plimsoll.siting.assess.Portfolio;
import io.plimsoll.siting.assess.SitingVerdict;
import io.plimsoll.siting.profile.Profile;
import io.plimsoll.siting.report.HtmlReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll siting assess}: the verdict on one building or a whole town. */
@Command(
        name = "assess",
        description = "Hold a building against flood maps and what lies around it, by one insurer's or lender's rules.",
        mixinStandardHelpOptions = true,
        footer = {
            "Buildings: GeoJSON, JSON or CSV; one or many. Layers: GeoJSON in degrees, shapefiles, ASCII grids; what is not read is told. docs/reference/siting.md has examples.",
            "Exit code 0: all are CLEARED. 1: at least one is NOT_CLEARED or UNKNOWN. 2: the input is wrong."
        })
final class AssessCommand implements Callable<Integer> {

    @Option(names = "--building", required = true, paramLabel = "FILE", description = "One building or many.")
    private Path building = Path.of("");

    @Option(
            names = "--layers",
            required = true,
            paramLabel = "DIR",
            description = "Folder with layers: GeoJSON, shapefiles, ASCII grids.")
    private Path layers = Path.of("");

    @Option(
            names = "--profile",
            paramLabel = "P",
            description = "A name of 'siting profiles' or a file. Default: ${DEFAULT-VALUE}.")
    private String profile = "default";

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Also write a page with maps, zones, heights and reasons.")
    private @Nullable Path report;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Profile rules = SitingFiles.profile(profile);
        List<Building> buildings = SitingFiles.buildings(building);
        Layers around = SitingFiles.layers(layers);
        Assessor assessor = new Assessor(around, rules);
        List<Assessment> all = buildings.stream().map(assessor::assess).toList();
        Portfolio portfolio = Portfolio.of(rules.id(), all, around.files(), around.notes());
        if (report != null) {
            Files.writeString(report, HtmlReport.of(buildings, around, portfolio));
        }
        Object result = all.size() == 1 ? One.of(all.getFirst(), portfolio) : portfolio;
        output.print(result, out -> AssessText.print(portfolio, out));
        return portfolio.verdict() == SitingVerdict.CLEARED ? ExitCode.FINE : ExitCode.FOUND;
    }
}
