/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

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

/** {@code plimsoll ledger} prints stable keys, says by its exit code whether a promise was kept, and writes nothing in part. */
class LedgerCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[args.length + 1];
        all[0] = "ledger";
        System.arraycopy(args, 0, all, 1, args.length);
        return line.execute(all);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    private static String example(String name) {
        return SharedData.repositoryRoot()
                .resolve("docs/reference/ledger")
                .resolve(name)
                .toString();
    }

    @Test
    void theDocumentedStatementOwesTenThousandDollarsAndExitsWithOne() {
        assertThat(run(
                        "statement",
                        "--ledger",
                        example("acme.csv"),
                        "--commitments",
                        example("acme.yaml"),
                        "--month",
                        "2026-01",
                        "--as-of",
                        "2026-02-10",
                        "--json"))
                .isEqualTo(ExitCode.FOUND);
        assertThat(json().at("/availability/measure").asString()).isEqualTo("timeMet");
        assertThat(json().at("/availability/availability").asString()).startsWith("0.965053763");
        assertThat(json().at("/availability/met").asBoolean()).isFalse();
        assertThat(json().at("/measures").size()).isEqualTo(5);
        assertThat(json().at("/credit/creditCents").asLong()).isEqualTo(1_000_000);
        assertThat(json().at("/claim/state").asString()).isEqualTo("OPEN");
    }

    @Test
    void anInstantShowsTheShortfallAndTheHotSpareThatWouldMendIt() {
        assertThat(run(
                        "at",
                        "2026-01-10T12:00:00Z",
                        "--ledger",
                        example("acme.csv"),
                        "--commitments",
                        example("acme.yaml"),
                        "--json"))
                .isEqualTo(ExitCode.FOUND);
        assertThat(json().at("/conserved").asBoolean()).isTrue();
        assertThat(json().at("/commitments/0/promised").asInt()).isEqualTo(4);
        assertThat(json().at("/commitments/0/deliverable").asInt()).isEqualTo(3);
        assertThat(json().at("/proposals").toString()).contains("s1");
        assertThat(run("at", "2026-01-15", "--ledger", example("acme.csv"), "--commitments", example("acme.yaml")))
                .isEqualTo(ExitCode.FINE);
    }

    @Test
    void oneBadRowAtTheEndOfManyLeavesTheLedgerByteForByteAsItWas(@TempDir Path folder) throws Exception {
        Path ledger = folder.resolve("ledger.csv");
        assertThat(run("import", example("acme.csv"), "--into", ledger.toString(), "--json"))
                .isEqualTo(ExitCode.FINE);
        assertThat(json().at("/added").asInt()).isEqualTo(9);
        byte[] before = Files.readAllBytes(ledger);
        StringBuilder many = new StringBuilder("effective_at,unit,from,to,gpus\n");
        for (int i = 0; i < 20_000; i++) {
            many.append("2026-02-01T00:00:00Z,more-").append(i).append(",,ACCEPTED,8\n");
        }
        many.append("2026-02-02T00:00:00Z,more-7,RETIRED,SERVING,\n");
        Path bad = Files.writeString(folder.resolve("bad.csv"), many);
        assertThat(run("import", bad.toString(), "--into", ledger.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("bad.csv:20002");
        assertThat(Files.readAllBytes(ledger)).isEqualTo(before);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(ledger, bad);
        }
        assertThat(run("verify", "--ledger", ledger.toString(), "--json")).isEqualTo(ExitCode.FINE);
        assertThat(json().at("/holds").asBoolean()).isTrue();
        assertThat(json().at("/rows").asInt()).isEqualTo(9);
    }

    @Test
    void whatIsExportedAsBreakFixEventsOrJsonComesBack(@TempDir Path folder) {
        for (String format : new String[] {"JSON", "BFX02"}) {
            Path file = folder.resolve("out-" + format);
            assertThat(run("export", "--ledger", example("acme.csv"), "--out", file.toString(), "--format", format))
                    .isEqualTo(ExitCode.FINE);
            Path back = folder.resolve("back-" + format);
            String kind = format.equals("JSON") ? "LEDGER" : format;
            assertThat(run(
                            "import",
                            file.toString(),
                            "--into",
                            back.toString(),
                            "--format",
                            kind,
                            "--gpus",
                            "8",
                            "--json"))
                    .as(format)
                    .isEqualTo(ExitCode.FINE);
            assertThat(json().at("/added").asInt()).isPositive();
        }
    }

    @Test
    void theConservedGpuSecondsOfASpanAreShown() {
        assertThat(run("show", "--ledger", example("acme.csv"), "--from", "2026-01-01", "--to", "2026-01-02", "--json"))
                .isEqualTo(ExitCode.FINE);
        assertThat(json().at("/conserved").asBoolean()).isTrue();
        assertThat(json().at("/units").asInt()).isEqualTo(5);
        assertThat(json().at("/gpuSeconds").toString()).contains(String.valueOf(5 * 8 * 86_400));
    }
}
