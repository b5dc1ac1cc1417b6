/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The fabric commands as a user types them. */
class PlanCommandsTest {

    @TempDir
    private Path dir = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void designPrintsItsCountsAndWritesEveryFile() {
        String plan = dir.resolve("plan").toString();

        assertThat(run("fabric", "design", "--template", "rail-k64", "--gpus", "2048", "--out", plan, "--json"))
                .isEqualTo(ExitCode.FINE);

        JsonNode json = Output.JSON.readTree(out.toString());
        assertThat(json.path("gpus").asInt()).isEqualTo(2048);
        assertThat(json.path("nodes").asInt()).isEqualTo(256);
        assertThat(json.path("leaf").asInt()).isEqualTo(64);
        assertThat(json.path("spine").asInt()).isEqualTo(32);
        assertThat(json.path("core").asInt()).isZero();
        assertThat(json.path("cables").asInt()).isEqualTo(4096);
        assertThat(dir.resolve("plan"))
                .isDirectoryContaining("glob:**/plan.json")
                .isDirectoryContaining("glob:**/plan.csv")
                .isDirectoryContaining("glob:**/cables.netbox.csv")
                .isDirectoryContaining("glob:**/fabric.topo")
                .isDirectoryContaining("glob:**/fabric.dot")
                .isDirectoryContaining("glob:**/labels.csv")
                .isDirectoryContaining("glob:**/bill.csv");
        assertThat(run("fabric", "lint", plan + "/plan.csv")).isEqualTo(ExitCode.FINE);
    }

    @Test
    void aNumberThatDoesNotFitIsBadInputWithTheNearest() {
        assertThat(run("fabric", "design", "--template", "rail-k64", "--gpus", "2050"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("Maybe 2048 or 2824 GPUs");
    }

    @Test
    void aTableThatDoesNotAddUpIsFound() throws IOException {
        Path bill = dir.resolve("bill.csv");
        Files.writeString(bill, "nodes,gpus_per_node,gpus,node_leaf\n576,8,4608,4608\n1296,8,9216,10368\n");

        assertThat(run("fabric", "lint", "--bill", bill.toString())).isEqualTo(ExitCode.FOUND);
        assertThat(out.toString()).contains("bill.csv:3: GPUs: the bill says 9216");
    }

    @Test
    void aPlanIsConvertedAndItsWorklistPrinted() throws IOException {
        Path plan = dir.resolve("p.csv");
        Files.writeString(plan, "a_device,a_port,b_device,b_port\nn1,mlx5_0,leaf,1\nn2,mlx5_0,leaf,2\n");
        Path topo = dir.resolve("p.topo");
        Path orders = dir.resolve("v.json");
        Files.writeString(orders, """
                {"repairOrders": [{"id": "R-1", "kind": "MISSING", "severity": "MEDIUM", "moves": [
                  {"action": "CONNECT", "from": "n1:mlx5_0", "to": "leaf:1", "text": "Reseat it."}]}]}
                """);

        assertThat(run("fabric", "convert", plan.toString(), "--to", "topo", "--out", topo.toString()))
                .isEqualTo(ExitCode.FINE);
        assertThat(topo).content().contains("UNKNOWN leaf\n    P1 -> UNKNOWN n1 mlx5_0/P1");
        Path pdf = dir.resolve("w.pdf");
        assertThat(run("fabric", "worklist", plan.toString(), "--orders", orders.toString(), "--pdf", pdf.toString()))
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("CONNECT   n1:mlx5_0 > leaf:1");
        assertThat(pdf).isNotEmptyFile();
    }

    private int run(String... args) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
