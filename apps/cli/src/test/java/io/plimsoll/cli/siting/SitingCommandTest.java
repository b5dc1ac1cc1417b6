/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.siting;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Main;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /** What the folder of layers holds beside the zones decides about a hall that they clear. */
    private JsonNode dryHall(Path folder) throws IOException {
        Path layers = Files.createDirectories(folder.resolve("layers"));
        Files.copy(
                Path.of(example("layers")).resolve("flood-zones.geojson"),
                layers.resolve("flood-zones.geojson"),
                StandardCopyOption.REPLACE_EXISTING);
        Path hall = Files.writeString(
                folder.resolve("hall.json"),
                "{\"type\":\"Feature\",\"properties\":{\"name\":\"hall\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                        + "[[[-123.163,45.861],[-123.162,45.861],[-123.162,45.862],[-123.163,45.862],[-123.163,45.861]]]}}");
        out.getBuffer().setLength(0);
        run("siting", "assess", "--building", hall.toString(), "--layers", layers.toString(), "--json");
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void aRasterBesideTheZonesIsReadOrClearsNothing(@TempDir Path folder) throws IOException {
        assertThat(dryHall(folder).at("/verdict").asString()).isEqualTo("CLEARED");
        Path deep = Files.createDirectories(folder.resolve("layers/from/agency/2024"));
        Path tif = Files.writeString(deep.resolve("hq100.tif"), "II*");
        JsonNode image = dryHall(folder);
        assertThat(image.at("/verdict").asString()).isEqualTo("UNKNOWN");
        assertThat(image.at("/layers").toString()).contains("hq100.tif (not read: a raster image)");
        Files.delete(tif);
        String grid =
                "ncols 2\nnrows 2\nxllcorner -123.17\nyllcorner 45.855\ncellsize 0.01\nNODATA_value -9999\n0.3 0.4\n0.2 0.6\n";
        Files.writeString(deep.resolve("hq100.asc"), grid);
        Files.writeString(
                deep.resolve("hq100.prj"),
                "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257]]]");
        JsonNode wet = dryHall(folder);
        assertThat(wet.at("/verdict").asString()).isEqualTo("NOT_CLEARED");
        assertThat(wet.at("/layers").toString()).contains("\"hq100.asc\"").doesNotContain("prj");
        Files.delete(deep.resolve("hq100.asc"));
        assertThat(dryHall(folder).at("/layers").toString())
                .contains("hq100.prj (not read: part of a layer that is not here)");
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
