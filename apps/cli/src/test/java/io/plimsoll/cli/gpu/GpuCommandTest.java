/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.Main;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class GpuCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int plimsoll(String... args) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(args);
    }

    @Test
    void theSuiteRunsAndSaysThatItWasNoGpu() {
        int code = plimsoll("gpu", "test", "--device", "0", "--seconds", "0.2", "--json");
        JsonNode json = Output.JSON.readTree(out.toString());
        assertThat(code).as(out.toString()).isZero();
        assertThat(json.path("verdict").asString()).isEqualTo("PASS");
        assertThat(json.path("silicon").asBoolean()).isFalse();
        assertThat(json.path("tests")).hasSize(6);
        assertThat(json.path("notes").get(0).asString()).contains("says nothing about any GPU");
    }

    @Test
    void theBenchShowsThatARepeatableErrorIsCaughtWhichSelfComparisonMisses() {
        int code = plimsoll("gpu", "bench", "--seconds", "0.1", "--flips", "50", "--json");
        JsonNode json = Output.JSON.readTree(out.toString());
        assertThat(code).isZero();
        assertThat(json.path("flips").path("located").asInt()).isEqualTo(50);
        assertThat(json.path("faults").valueStream())
                .filteredOn(r -> r.path("fault").asString().equals("one result, the same each time"))
                .allMatch(r -> r.path("knownAnswer").asBoolean()
                        && !r.path("selfComparison").asBoolean())
                .hasSize(1);
    }

    @Test
    void aTestThatThereIsNotIsRefusedWithTheNamesThatThereAre() {
        assertThat(plimsoll("gpu", "test", "--tests", "gem")).isEqualTo(2);
        assertThat(err.toString()).contains("gem").contains("self-test, gemm, memory");
    }
}
