/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Main;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** From the host under this test to a certificate that is checked, spoilt and refused. */
@EnabledOnOs(OS.LINUX)
class AcceptHereTest {

    @TempDir
    private Path folder = Path.of("");

    private String out = "";
    private String err = "";

    /** Two tests that any Linux host passes in two seconds, and one that none can run. */
    private static final String PLAN = """
            plan: brief
            version: 1
            title: Two short tests
            tests:
              - id: cpu
                title: Known answers
                tool: built-in:cpu
                reader: plimsoll
                scope: core
                required: true
                duration: 1s
                measures: [cpu_errors]
                criteria: [{metric: cpu_errors, is: equal, limit: 0, unit: count, source: known answers}]
                covers: [cpu]
              - id: network
                title: Loopback
                tool: built-in:loopback
                reader: plimsoll
                scope: node
                required: true
                duration: 1s
                measures: [loopback_corrupt_bytes]
                criteria: [{metric: loopback_corrupt_bytes, is: equal, limit: 0, unit: count, source: RFC 9293}]
                covers: [cpu]
            """;

    private static final String IMPOSSIBLE = """
              - id: nccl
                title: Not on this host
                tool: all_reduce_perf_that_is_nowhere
                reader: nccl-tests
                scope: node
                required: true
                duration: 1s
                measures: [busbw_max]
                criteria: [{metric: busbw_max, is: at-least, limit: 1, unit: GB/s, source: somewhere}]
                covers: [cpu]
            """;

    private int run(String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(outText));
        line.setErr(new PrintWriter(errText));
        int code = line.execute(arguments);
        out = outText.toString();
        err = errText.toString();
        return code;
    }

    private int here(String plan, String... more) throws Exception {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, plan);
        return run(Stream.concat(
                        Stream.of(
                                "accept",
                                "here",
                                "--plan",
                                file.toString(),
                                "--out",
                                folder.resolve("out").toString(),
                                "--key",
                                folder.resolve("site-key.pem").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private int verify(String... more) {
        return run(Stream.concat(
                        Stream.of(
                                "certificate",
                                "verify",
                                folder.resolve("out/certificate.dsse.json").toString(),
                                "--key",
                                folder.resolve("out/site.pub.pem").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void thisHostIsCertifiedAndOneChangedByteIsFound() throws Exception {
        assertThat(here(PLAN, "--json")).as("%s%s", out, err).isEqualTo(ExitCode.FINE);
        JsonNode report = Output.JSON.readTree(out);
        assertThat(report.path("verdict").asString()).isEqualTo("PASS");
        assertThat(report.path("certified").asBoolean()).isTrue();
        assertThat(Files.getPosixFilePermissions(folder.resolve("site-key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        assertThat(verify("--logs", folder.resolve("out/logs").toString(), "--json"))
                .as("%s%s", out, err)
                .isEqualTo(ExitCode.FINE);
        assertThat(Output.JSON.readTree(out).path("valid").asBoolean()).isTrue();
        assertThat(run(
                        "certificate",
                        "show",
                        folder.resolve("out/certificate.dsse.json").toString()))
                .isEqualTo(ExitCode.FINE);
        assertThat(out).contains("NOT CHECKED").contains("cpu").contains("PASS");

        Files.writeString(folder.resolve("out/logs/cpu.log"), "# something else\n");
        assertThat(verify("--logs", folder.resolve("out/logs").toString())).isEqualTo(ExitCode.FOUND);
        assertThat(out).contains("raw log of 'cpu' is not the one");

        byte[] bytes = Files.readAllBytes(folder.resolve("out/certificate.dsse.json"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve("out/certificate.dsse.json"), bytes);
        assertThat(verify()).isEqualTo(ExitCode.FOUND);
        assertThat(out).contains("NOT VALID");
    }

    @Test
    void aRequiredTestThatDidNotRunGivesNoCertificateUntilAnOwnerWaivesIt() throws Exception {
        assertThat(here(PLAN)).isEqualTo(ExitCode.FINE);
        assertThat(here(PLAN + IMPOSSIBLE)).isEqualTo(ExitCode.FOUND);
        assertThat(out).contains("NO CERTIFICATE").contains("nccl is NOT_RUN").contains("--waive TEST");
        assertThat(folder.resolve("out/certificate.dsse.json"))
                .as("the certificate of an earlier run does not stay beside a report that denies it")
                .doesNotExist();

        assertThat(here(PLAN + IMPOSSIBLE, "--waive", "nccl")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err).contains("--owner").contains("--reason").contains("--expires");
        assertThat(here(
                        PLAN + IMPOSSIBLE,
                        "--waive",
                        "nccl",
                        "--owner",
                        "Ada",
                        "--reason",
                        "r",
                        "--expires",
                        "2020-01-01"))
                .isEqualTo(ExitCode.BAD_INPUT);

        assertThat(here(
                        PLAN + IMPOSSIBLE,
                        "--waive",
                        "nccl",
                        "--owner",
                        "Ada",
                        "--reason",
                        "no fabric yet",
                        "--expires",
                        "2999-01-01"))
                .as("%s%s", out, err)
                .isEqualTo(ExitCode.FINE);
        assertThat(out).contains("WAIVED").contains("It ends at 2999-01-01T00:00:00Z");
        assertThat(verify()).isEqualTo(ExitCode.FINE);
        assertThat(verify("--at", "2999-01-01T00:00:00Z")).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void aLogIsReadAndAContradictionIsFound() throws Exception {
        Path log = folder.resolve("stream.txt");
        List<String> lines = List.of(
                "STREAM version $Revision: 5.10 $",
                "Triad:         363208.7     0.026599     0.026431     0.026855",
                "Solution Validates: avg error less than 1.000000e-13 on all three arrays");
        Files.write(log, lines);
        assertThat(run("accept", "read", log.toString(), "--json")).isEqualTo(ExitCode.FINE);
        JsonNode reading = Output.JSON.readTree(out);
        assertThat(reading.path("format").asString()).isEqualTo("stream");
        assertThat(reading.path("measurements").path(0).path("unit").asString()).isEqualTo("MB/s");
        Files.write(
                log,
                Stream.concat(lines.stream(), Stream.of("Failed Validation on array a[]"))
                        .toList());
        assertThat(run("accept", "read", log.toString())).isEqualTo(ExitCode.FOUND);
        assertThat(out).contains("CONTRADICTION");
        Files.writeString(log, "nothing of the kind\n");
        assertThat(run("accept", "read", log.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("accept", "read", folder.resolve("missing").toString())).isEqualTo(ExitCode.BAD_INPUT);
    }
}
