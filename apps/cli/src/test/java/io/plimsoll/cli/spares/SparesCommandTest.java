/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.spares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.cli.ExitCode;
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

/** {@code plimsoll spares} prints stable keys and says by its exit code whether the simulation agrees. */
class SparesCommandTest {

    private final StringWriter out = new StringWriter();

    private int run(String... args) {
        CommandLine line = new CommandLine(new SparesCommand());
        line.setOut(new PrintWriter(out, true));
        return line.execute(args);
    }

    private static String example(String name) {
        return SharedData.repositoryRoot()
                .resolve("docs/reference/spares")
                .resolve(name)
                .toString();
    }

    @Test
    void optimisePrintsLevelsCurveAndMethod() {
        assertThat(run("optimise", "--input", example("sherbrooke.json"), "--json"))
                .isEqualTo(ExitCode.FINE);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.at("/levels/0/site").asString()).isEqualTo("depot");
        assertThat(json.at("/levels/0/stock").asInt()).isEqualTo(3);
        assertThat(json.at("/backorders").asDouble()).isCloseTo(1.507167, within(5e-7));
        assertThat(json.at("/curve/0/cost").asInt()).isZero();
        assertThat(json.at("/method").asString()).isEqualTo("EXACT");
    }

    @Test
    void whatAPlanPrintsCanBeEvaluatedAndTheSimulationRefutesMetric(@TempDir Path folder) throws Exception {
        run("optimise", "--input", example("sherbrooke.json"), "--budget", "8", "--json");
        Path levels = Files.writeString(folder.resolve("levels.json"), out.toString());
        String[] evaluate = {"evaluate", "--input", example("sherbrooke.json"), "--levels", levels.toString(), "--check"
        };
        assertThat(run(evaluate)).isEqualTo(ExitCode.FINE);
        assertThat(run("evaluate", "--input", evaluate[2], "--levels", evaluate[4], "--check", "--method", "METRIC"))
                .isEqualTo(ExitCode.FOUND);
    }

    @Test
    void theOtherVerbsAnswer() {
        assertThat(run("ebo", "--mean", "4", "--stock", "0..6")).isEqualTo(ExitCode.FINE);
        assertThat(run("priors")).isEqualTo(ExitCode.FINE);
        assertThat(run(
                        "reorder",
                        "--demand=1.5",
                        "--lead-time=2",
                        "--order-cost=100",
                        "--holding-cost=20",
                        "--shortage-cost=150"))
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("3.018316", "none: give your own", "107.923581");
    }
}
