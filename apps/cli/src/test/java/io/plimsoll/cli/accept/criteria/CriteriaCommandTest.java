/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Main;
import io.plimsoll.testkit.Seeds;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CriteriaCommandTest {

    private static final String H2D = "mem-bw/h2d_bw";

    private record Ran(int exit, String out) {}

    private static Ran run(Object... arguments) {
        StringWriter text = new StringWriter();
        CommandLine line =
                Main.commandLine().setOut(new PrintWriter(text, true)).setErr(new PrintWriter(text, true));
        List<String> all = new ArrayList<>(List.of("accept", "criteria"));
        for (Object a : arguments) {
            all.add(a.toString());
        }
        return new Ran(line.execute(all.toArray(String[]::new)), text.toString());
    }

    /** One node a line in SuperBench's form; the last node has a link at half rate. */
    private static Path fleet(Path folder, int nodes, double factor) throws IOException {
        RandomGenerator random = Seeds.random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            StringBuilder line = new StringBuilder("{\"node\": \"n" + (1000 + i) + "\", \"mem-bw/return_code:0\": 0");
            for (int rank = 0; rank < 4; rank++) {
                double bad = i == nodes - 1 && rank == 2 ? 0.5 : 1;
                line.append(", \"" + H2D + ":" + rank + "\": ")
                        .append(52.7 * bad * factor * (1 + 0.003 * random.nextGaussian()));
            }
            lines.add(line + "}");
        }
        return Files.write(folder.resolve("fleet-" + nodes + "-" + factor + ".jsonl"), lines);
    }

    @Test
    void aSetIsLearnedSignedVerifiedAndJudgesTheNodeWithASlowLink(@TempDir Path folder) throws IOException {
        Path results = fleet(folder, 200, 1);
        Path set = folder.resolve("set.json");
        Ran learned = run("learn", "--input", results, "--out", set, "--name", "h100", "--json");
        assertThat(learned.exit).as(learned.out).isEqualTo(ExitCode.FINE);
        assertThat(learned.out).contains("\"name\" : \"h100\"").contains("\"used\" : 1");
        SiteKey key = SiteKey.generate(new SecureRandom());
        Files.writeString(folder.resolve("key.pem"), key.privatePem());
        Files.writeString(folder.resolve("key.pub.pem"), key.publicPem());
        Path signed = folder.resolve("signed.json");
        assertThat(run("sign", set, "--key", folder.resolve("key.pem"), "--out", signed).exit)
                .isEqualTo(ExitCode.FINE);
        assertThat(run("verify", signed, "--key", folder.resolve("key.pub.pem")).exit)
                .isEqualTo(ExitCode.FINE);
        Ran judged = run("judge", "--criteria", signed, "--input", results, "--json");
        assertThat(judged.exit).isEqualTo(ExitCode.FOUND);
        assertThat(judged.out).contains("\"FAIL\" : 1").contains("rank:2").contains(key.keyId());
        Ran explained = run("explain", H2D, "--criteria", signed, "--input", results);
        assertThat(explained.out).contains("FAIL n1199 rank:2").contains("h100 v1");
        assertThat(run("replay", "--criteria", signed, "--input", results).out).contains("1 fail " + H2D);
        Ran worse =
                run("learn", "--input", fleet(folder, 150, 0.9), "--out", folder.resolve("2.json"), "--anchor", signed);
        assertThat(worse.exit).isEqualTo(ExitCode.FOUND);
        assertThat(worse.out).contains("ALARM SHIFTED");
        Ran refused = run("sign", folder.resolve("2.json"), "--key", folder.resolve("key.pem"), "--out", signed);
        assertThat(refused.exit).isEqualTo(ExitCode.FOUND);
        assertThat(refused.out).contains("NOT SIGNED");
    }

    @Test
    void threeRealNodesAreTooFewWhereAMetricHasNoRanksAndThatIsTold(@TempDir Path folder) {
        Path results = SharedData.require("acceptance/superbench-test_results.jsonl");
        Path set = folder.resolve("set.json");
        Ran learned = run("learn", "--input", results, "--out", set);
        assertThat(learned.out)
                .contains("TOO_FEW_NODES")
                .contains("SCOPES_AS_NODES")
                .contains("3 nodes");
        Ran judged = run("judge", "--criteria", set, "--input", results, "--json");
        assertThat(judged.exit).isEqualTo(ExitCode.FOUND);
        assertThat(judged.out).contains("\"NOT_RUN\"").contains("not measured");
    }

    @Test
    void whatIsNoNodesResultIsRefusedWithItsLine(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(
                folder.resolve("bad.jsonl"), "{\"node\":\"a\",\"m/x\":\"high\"}\n[1]\n{\"m/x\":1}\n{");
        Ran ran = run("learn", "--input", bad, "--out", folder.resolve("set.json"));
        assertThat(ran.exit).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.out)
                .contains("bad.jsonl:1")
                .contains("bad.jsonl:2")
                .contains("bad.jsonl:3")
                .contains("bad.jsonl:4");
        assertThat(folder.resolve("set.json")).doesNotExist();
    }
}
