/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.siting;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.siting.Building;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.assess.Comparison;
import io.plimsoll.siting.profile.Profile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll siting compare}: several places by several profiles, the best first. */
@Command(
        name = "compare",
        description = "Hold several places side by side, by several profiles; figures are shown, never added up.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 0: at least one place is cleared by every profile. 1: none is.")
final class CompareCommand implements Callable<Integer> {

    @Option(
            names = "--building",
            required = true,
            paramLabel = "FILE",
            description = "The places, in one file or several.")
    private List<Path> buildings = new ArrayList<>();

    @Option(
            names = "--layers",
            required = true,
            paramLabel = "DIR",
            description = "Folder with layers: GeoJSON, shapefiles, ASCII grids.")
    private Path layers = Path.of("");

    @Option(
            names = "--profile",
            paramLabel = "P",
            description = "Names or files, once each or with commas. Default: default.",
            split = ",")
    private List<String> profiles = List.of("default");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        List<Profile> rules = new ArrayList<>();
        for (String name : profiles) {
            rules.add(SitingFiles.profile(name));
        }
        List<Building> places = new ArrayList<>();
        for (Path file : buildings) {
            places.addAll(SitingFiles.buildings(file));
        }
        Layers around = SitingFiles.layers(layers);
        Comparison comparison = Comparison.of(places, around, rules);
        output.print(comparison, out -> print(comparison, out));
        return comparison.sites().getFirst().cleared() == rules.size() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void print(Comparison comparison, PrintWriter out) {
        for (Comparison.Site site : comparison.sites()) {
            out.printf(
                    Locale.ROOT,
                    "%s: cleared by %d of %d, %d rules fail, %d open; zone %s%n",
                    site.building(),
                    site.cleared(),
                    comparison.profiles().size(),
                    site.failing(),
                    site.open(),
                    site.worstZone());
            comparison
                    .profiles()
                    .forEach(p -> out.printf("  %-24s %s%n", p, site.verdicts().get(p)));
            site.distances()
                    .forEach(n -> out.printf(
                            Locale.ROOT, "  %-24s %,.0f m%n", n.kind().words(), n.metres()));
            site.criteria()
                    .values()
                    .forEach(c ->
                            out.printf(Locale.ROOT, "  %-24s %s %s (%s)%n", c.name(), c.value(), c.unit(), c.source()));
            if (!site.deciding().isEmpty()) {
                out.println("  in the way: " + site.deciding());
            }
        }
    }
}
