/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.siting;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Main;
import io.plimsoll.testkit.SharedData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll siting assess} prints a verdict with reasons under stable keys, and its exit code is never fine on unknown. */
class SitingCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private static String example(String name) {
        return SharedData.repositoryRoot()
                .resolve("docs/reference/siting")
                .resolve(name)
                .toString();
    }

    @Test
    void oneBuildingHasItsVerdictAtTheTop() {
        int code = run(
                "siting",
                "assess",
                "--building",
                example("hall.geojson"),
                "--layers",
                example("layers"),
                "--profile",
                "nfip-minimum",
                "--json");
        assertThat(code).isEqualTo(ExitCode.FOUND);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.at("/verdict").asString()).isEqualTo("NOT_CLEARED");
        assertThat(json.at("/reasons/0/says").asString()).startsWith("equipment 0.96 ft below base flood elevation");
        assertThat(json.at("/reasons/0/value").asDouble()).isEqualTo(608.44);
        assertThat(json.at("/reasons/0").propertyNames()).contains("rule", "value", "limit", "source", "layer");
    }

    @Test
    void aTownHasBuildingsAndASummary() {
        int code =
                run("siting", "assess", "--building", example("town.geojson"), "--layers", example("layers"), "--json");
        assertThat(code).isEqualTo(ExitCode.FOUND);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.at("/summary/buildings").asInt())
                .isEqualTo(json.at("/buildings").size());
        assertThat(json.at("/summary/cleared").asInt()).isEqualTo(1);
        assertThat(json.at("/buildings/0/verdict").asString()).isEqualTo("NOT_CLEARED");
    }

    @Test
    void anEmptyFolderIsUnknownAndAMissingOneIsBadInput(@TempDir Path folder) {
        assertThat(run("siting", "assess", "--building", example("hall.geojson"), "--layers", folder.toString()))
                .isEqualTo(ExitCode.FOUND);
        assertThat(out.toString()).contains("no layer holds flood areas");
        assertThat(run(
                        "siting",
                        "assess",
                        "--building",
                        example("hall.geojson"),
                        "--layers",
                        folder.resolve("no").toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void aProfileThatIsNotKnownIsAnsweredWithThoseThatAre() {
        assertThat(run(
                        "siting",
                        "assess",
                        "--building",
                        example("hall.geojson"),
                        "--layers",
                        example("layers"),
                        "--profile",
                        "fm"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("fm-500-year");
        assertThat(run("siting", "profiles")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("44 CFR 60.3");
    }

    @Test
    void aComparisonPutsTheClearedPlaceFirstAndAReportNamesEveryBuilding(@TempDir Path folder) throws Exception {
        assertThat(run(
                        "siting",
                        "compare",
                        "--building",
                        example("town.geojson"),
                        "--layers",
                        example("layers"),
                        "--profile",
                        "default,fema-lender",
                        "--json"))
                .isEqualTo(ExitCode.FINE);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.at("/sites/0/building").asString()).isEqualTo("Dry hall");
        assertThat(json.at("/sites/1/verdicts/fema-lender").asString()).isEqualTo("CLEARED");
        Path report = folder.resolve("report.html");
        run(
                "siting",
                "assess",
                "--building",
                example("town.geojson"),
                "--layers",
                example("layers"),
                "--report",
                report.toString());
        assertThat(java.nio.file.Files.readString(report))
                .contains("Dry hall", "22 River St", "0.96 ft below base flood elevation", "<svg")
                .doesNotContain("<script", "http");
    }
}
