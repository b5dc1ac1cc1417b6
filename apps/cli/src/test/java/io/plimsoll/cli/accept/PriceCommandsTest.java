/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Main;
import io.plimsoll.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Plans, prices and deadlines as a user types them. */
class PriceCommandsTest {

    @TempDir
    private Path dir = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void skippingNicLoopbackOn2048NodesIsToldAsAbout124BadOnes() {
        assertThat(run("accept", "price", "--plan", "quick", "--nodes", "2048", "--skip", "nic-loopback", "--json"))
                .isEqualTo(ExitCode.FINE);
        JsonNode leak = json().path("leak");
        assertThat(leak.path("expectedBadNodes").asDouble()).isCloseTo(124, within(0.5));
        assertThat(leak.path("creditsCents").isNull()).isTrue();
        assertThat(leak.path("asked").size()).isEqualTo(5);
        assertThat(leak.path("sources").size()).isPositive();
    }

    @Test
    void everyShippedPlanIsListedAndShown() {
        assertThat(run("accept", "plans", "--json")).isEqualTo(ExitCode.FINE);
        assertThat(json().size()).isEqualTo(TestPlans.names().size());
        for (String name : TestPlans.names()) {
            assertThat(run("accept", "plans", name)).isEqualTo(ExitCode.FINE);
        }
        run("accept", "plans", "full");
        assertThat(out.toString()).contains("no limit: B200");
    }

    @Test
    void aWrongPlanIsBadInputWithFileAndLine() throws IOException {
        Path file = dir.resolve("mine.yaml");
        Files.writeString(file, "plan: mine\nversion: x\ntitle: T\ntests: []\n");
        assertThat(run("accept", "plans", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("mine.yaml:2").contains("0 tests");
    }

    @Test
    void aRequiredTestThatDoesNotFitIsNotDroppedAndTheAnswerSaysWhatWouldHelp() {
        assertThat(run(
                        "accept",
                        "plan",
                        "--plan",
                        "quick",
                        "--nodes",
                        "64",
                        "--node-watts",
                        "10200",
                        "--hall-watts",
                        "102000",
                        "--start",
                        "2026-12-01T06:00:00Z",
                        "--deadline",
                        "30m",
                        "--json"))
                .isEqualTo(ExitCode.FOUND);
        JsonNode answer = json();
        assertThat(answer.path("fits").asBoolean()).isFalse();
        assertThat(answer.path("peakWatts").asLong()).isLessThanOrEqualTo(102_000);
        assertThat(answer.path("notFitting").path(0).path("planned").asBoolean())
                .isTrue();
        assertThat(answer.path("advice").toString()).contains("A hall limit of");
    }

    @Test
    void limitsWithoutANodesPowerAreAskedFor() {
        assertThat(run("accept", "plan", "--plan", "quick", "--nodes", "4", "--rack-watts", "9000"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("--node-watts");
    }

    private JsonNode json() {
        return Output.JSON.readTree(out.toString());
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
