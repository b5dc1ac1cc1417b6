/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll sustain} prints stable keys and says by its exit code whether something was found. */
class SustainCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();

    private int run(String... args) {
        CommandLine line = new CommandLine(new SustainCommand());
        line.setOut(new PrintWriter(out, true));
        return line.execute(args);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void checkFlagsWhatDoesNotClose() throws Exception {
        String csv = file("index.csv", "site,year,energyMWh\nA,2023,100\nB,2023,50\nTotal,2023,175\n");
        assertThat(run("check", "--input", csv, "--json")).isEqualTo(ExitCode.FOUND);
        JsonNode flag = json().at("/flags/0");
        assertThat(flag.propertyNames())
                .contains("rule", "site", "year", "value", "expected", "why", "effect", "severity");
        assertThat(flag.at("/rule").asString()).isEqualTo("TOTAL_NOT_SUM");
        assertThat(flag.at("/expected").asDouble()).isEqualTo(150);
    }
}
