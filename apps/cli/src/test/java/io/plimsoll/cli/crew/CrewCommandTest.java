/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Main;
import io.plimsoll.testkit.SharedData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll crew} prints stable keys, repeats what a seed gives, and says by its exit code what it found. */
class CrewCommandTest {

    private static final String TRSP = """
            CREW COUNT
            1
            0 5 0 0 100 0 [] [] []
            1 0 0 0 100 0 [0] [] [1]
            2 10 0 0 100 3 [0] [4] [0]
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void planPrintsDurationAndRoutes(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), TRSP);
        assertThat(run("crew", "plan", "--trsp", file.toString(), "--iterations", "50", "--seed", "3", "--json"))
                .isEqualTo(ExitCode.FINE);
        assertThat(json().at("/duration").asDouble()).isEqualTo(23);
        assertThat(json().at("/feasible").asBoolean()).isTrue();
        assertThat(json().at("/routes/0/technician").asInt()).isEqualTo(1);
        assertThat(json().at("/routes/0/stops/0").asInt()).isEqualTo(2);
        assertThat(json().at("/routes/0/depotBefore").asInt()).isZero();
        Files.writeString(file, TRSP.replace("[0] [4]", "[9] [4]"));
        assertThat(run("crew", "plan", "--trsp", file.toString(), "--iterations", "50", "--json"))
                .isEqualTo(ExitCode.FOUND);
        assertThat(json().at("/unserved/0").asInt()).isEqualTo(2);
    }

    @Test
    void schedulePrintsMakespanAndStarts(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.rcp"), "4 1\n1\n0 0 2 2 3\n3 1 1 4\n4 1 1 4\n0 0 0\n");
        assertThat(run("crew", "schedule", "--psplib", file.toString(), "--seconds", "5", "--json"))
                .isEqualTo(ExitCode.FINE);
        assertThat(json().at("/makespan").asInt()).isEqualTo(7);
        assertThat(json().at("/proven").asBoolean()).isTrue();
        assertThat(json().at("/starts").size()).isEqualTo(4);
        Files.writeString(file, "4 1\n1\n0 0 2 2 3\n3 1 1");
        assertThat(run("crew", "schedule", "--psplib", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("cut off");
    }

    @Test
    void bringUpWritesItsFiles(@TempDir Path folder) throws Exception {
        String hall = SharedData.repositoryRoot()
                .resolve("docs/reference/crew/hall.yaml")
                .toString();
        Path csv = folder.resolve("plan.csv");
        assertThat(run(
                        "crew",
                        "bringup",
                        "--input",
                        hall,
                        "--schedules",
                        "500",
                        "--runs",
                        "50",
                        "--csv",
                        csv.toString(),
                        "--json"))
                .isEqualTo(ExitCode.FINE);
        assertThat(json().at("/units/0/su").asString()).isEqualTo("SU1");
        assertThat(json().at("/units/0/p90").asString()).startsWith("2026-12");
        assertThat(Files.readAllLines(csv)).hasSize(16);
    }

    @Test
    void lawCheckTellsHoursLeftAndTheNextStart(@TempDir Path folder) throws Exception {
        Path shifts = Files.writeString(folder.resolve("s.csv"), """
                technician,kind,start,end,zone
                amira,WORK,2026-11-23T08:00,2026-11-23T12:00,Europe/Berlin
                amira,WORK,2026-11-23T12:30,2026-11-23T16:30,Europe/Berlin
                """);
        assertThat(run("crew", "law", "check", "--shifts", shifts.toString(), "--law", "de", "--json"))
                .isEqualTo(ExitCode.FINE);
        assertThat(json().at("/technicians/0/remainingHours").asDouble()).isEqualTo(2);
        assertThat(json().at("/technicians/0/nextLegalStart").asString()).isEqualTo("2026-11-24T02:30:00Z");
        assertThat(json().at("/technicians/0/binding").size()).isPositive();
        assertThat(run("crew", "law", "check", "--shifts", shifts.toString(), "--law", "mars"))
                .isEqualTo(ExitCode.BAD_INPUT);
        Files.writeString(shifts, "technician,start,end,zone\na,2026-11-23T08:00,2026-11-23T20:00,Europe/Berlin\n");
        assertThat(run("crew", "law", "check", "--shifts", shifts.toString(), "--law", "de,house"))
                .isEqualTo(ExitCode.FOUND);
    }
}
