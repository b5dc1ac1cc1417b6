/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Main;
import io.plimsoll.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** A block is signed over what stands in a folder, and checked offline against it. */
class BlockCommandTest {

    private final Instant issued = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);
    private final Instant end = issued.plus(Duration.ofDays(30));

    @TempDir
    private Path dir = Path.of("");

    private SampleCertificates site;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void site() throws IOException {
        site = new SampleCertificates(dir);
        for (String node : List.of("n1", "n2", "n3")) {
            site.write(node + ".dsse.json", SampleCertificates.statement(node, issued, Optional.empty()), site.key);
        }
        site.write("n4.dsse.json", SampleCertificates.statement("n4", issued, Optional.of(end)), site.key);
    }

    @Test
    void aBlockNamesItsNodesByHashAndHoldsAgainstTheirCertificates() throws IOException {
        assertThat(block("n1", "SN-n2", "n4")).as(err.toString()).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("Block SU-1: 3 nodes certified, 6 GPUs, 0 exceptions");

        assertThat(verify("--with", site.folder.toString(), "--json")).isEqualTo(ExitCode.FINE);
        JsonNode answer = Output.JSON.readTree(out.toString());
        assertThat(answer.path("result").asString()).isEqualTo("WARNED");
        assertThat(answer.path("validUntil").asString()).isEqualTo(end.toString());
        assertThat(answer.path("counts").path("gpus").asInt()).isEqualTo(6);
        assertThat(answer.path("customer").asString()).isEqualTo("ACME");

        assertThat(verify("--at", end.toString())).isEqualTo(ExitCode.FOUND);
        assertThat(out.toString()).contains("node n4: the waiver for 'gemm' ended");
    }

    @Test
    void aNodeWithoutACertificateNeverSlipsIntoABlock() throws IOException {
        assertThat(block("n1", "n9")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("node n9: saw 'no certificate'").contains("--exception n9=REASON");
        assertThat(dir.resolve("block.dsse.json")).doesNotExist();
        assertThat(block("n1", "n9", "--exception", "n9=spare tray in January")).isEqualTo(ExitCode.FINE);
        assertThat(verify()).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("EXCEPTIONS").contains("n9: no certificate; delivered because: spare tray");
        assertThat(run(List.of(
                        "certificate", "show", dir.resolve("block.dsse.json").toString())))
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("NOT CHECKED").contains("SN-n1").contains("spare tray in January");
        assertThat(block("n1", "n1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("nodes.txt:2").contains("each node once");
    }

    @Test
    void aChangedCertificateOfOneNodeIsFoundThroughTheBlock() throws IOException {
        block("n1", "n2");
        Path file = site.folder.resolve("n2.dsse.json");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(verify("--with", site.folder.toString())).isEqualTo(ExitCode.FOUND);
        assertThat(out.toString()).contains("node n2: no file has the SHA-256 of its certificate");
        assertThat(block("n1", "n2")).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void aLaterCertificateOfANodeIsTold() throws IOException {
        block("n1", "n2");
        site.write(
                "n2-later.dsse.json",
                SampleCertificates.statement("n2", issued.plusSeconds(60), Optional.empty()),
                site.key);
        assertThat(verify("--with", site.folder.toString())).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("NOTE   node n2 has a later certificate");
    }

    @Test
    void aBlockIsPagesThatACustomerReadsAndOnlyIfItHolds() throws IOException {
        block("n1", "n4", "n9", "--exception", "n9=spare tray in January");
        Path pdf = dir.resolve("block.pdf");
        List<String> words = List.of(
                "certificate",
                "pdf",
                dir.resolve("block.dsse.json").toString(),
                "--key",
                site.publicKey.toString(),
                "--out",
                pdf.toString());
        assertThat(run(words)).as(err.toString()).isEqualTo(ExitCode.FINE);
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Certificate of block SU-1", "ACME", "EXCEPTIONS", "2 of 3 nodes certified, 4 GPUs")
                    .contains("spare tray in January", "WAIVED gemm", "Ada Lovelace", "openssl pkeyutl")
                    .contains(site.key.keyId(), "serial SN-n4", end.toString());
        }
        List<String> late = new ArrayList<>(words);
        late.addAll(List.of("--at", end.toString()));
        assertThat(run(late)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("ended at");
    }

    private int block(String... nodesAndOptions) throws IOException {
        List<String> nodes = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of("certificate", "block", "--name", "SU-1", "--kind", "SU"));
        for (String word : nodesAndOptions) {
            (word.startsWith("--") || word.contains("=") ? words : nodes).add(word);
        }
        Path list = Files.write(dir.resolve("nodes.txt"), nodes);
        words.addAll(List.of("--nodes", list.toString(), "--certificates", site.folder.toString()));
        words.addAll(List.of("--key", site.privateKey.toString(), "--customer", "ACME"));
        words.addAll(List.of("--out", dir.resolve("block.dsse.json").toString()));
        return run(words);
    }

    private int verify(String... more) {
        List<String> words = new ArrayList<>(List.of("certificate", "verify"));
        words.addAll(List.of(dir.resolve("block.dsse.json").toString(), "--key", site.publicKey.toString()));
        words.addAll(List.of(more));
        return run(words);
    }

    private int run(List<String> words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(words.toArray(String[]::new));
    }
}
