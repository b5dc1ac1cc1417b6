/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.certificate;

import static io.plimsoll.cli.certificate.SampleCertificates.ISSUED;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Main;
import io.plimsoll.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Certificates checked offline, as a customer types it. */
class VerifyCommandTest {

    private static final String AT = "2026-11-02T00:00:00Z";

    @TempDir
    private Path dir = Path.of("");

    private SampleCertificates site;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void site() throws IOException {
        site = new SampleCertificates(dir);
    }

    @Test
    void oneCertificateHoldsAndNamesItsNodeAndKey() throws IOException {
        Path file = site.passed("n1");
        assertThat(verify(AT, file)).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("VALID").contains("SN-n1").contains(site.key.keyId());
        assertThat(verify(AT, file, "--json")).isEqualTo(ExitCode.FINE);
        assertThat(json().propertyNames())
                .containsExactly("valid", "reasons", "file", "keyId", "node", "fingerprintSha256");
    }

    @Test
    void oneChangedByteAnotherKeyAndAnEndedWaiverAreEachToldAndExitOne() throws IOException {
        Path file = site.waived("n1");
        assertThat(verify("2027-01-01T00:00:00Z", file)).isEqualTo(ExitCode.FOUND);
        assertThat(out.toString())
                .contains("NOT VALID")
                .contains("it ended at 2026-12-01")
                .contains("waiver");
        Path other = site.write(
                "other.dsse.json",
                SampleCertificates.statement("n2", ISSUED, Optional.empty()),
                SiteKey.generate(new SecureRandom()));
        assertThat(verify(AT, other)).isEqualTo(ExitCode.FOUND);
        assertThat(out.toString()).contains("another key");
        flip(file);
        assertThat(verify(AT, file)).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void aRawLogThatWasChangedOrIsMissingIsTold() throws IOException {
        Path file = site.passed("n1");
        Path logs = Files.createDirectories(dir.resolve("logs"));
        assertThat(verify(AT, file, "--logs", logs.toString())).isEqualTo(ExitCode.FOUND);
        assertThat(out.toString()).contains("the raw log of 'gemm' is not in");
        Files.writeString(logs.resolve("gemm.log"), SampleCertificates.LOG);
        assertThat(verify(AT, file, "--logs", logs.toString())).isEqualTo(ExitCode.FINE);
        Files.writeString(logs.resolve("gemm.log"), SampleCertificates.LOG + "!");
        assertThat(verify(AT, file, "--logs", logs.toString())).isEqualTo(ExitCode.FOUND);
        assertThat(out.toString()).contains("is not the one that the certificate names");
    }

    @Test
    void aFolderIsToldInOneLineAndEachBadFileWithItsReason() throws IOException {
        for (int n = 0; n < 200; n++) {
            site.passed("rack" + n / 18 + "/n" + n);
        }
        site.waived("ends");
        flip(site.passed("flipped"));
        site.write(
                "stranger.dsse.json",
                SampleCertificates.statement("s", ISSUED, Optional.empty()),
                SiteKey.generate(new SecureRandom()));
        Files.writeString(site.folder.resolve("broken.dsse.json"), "{");
        Files.writeString(site.folder.resolve("read.me"), "not looked at");

        assertThat(verify(AT, site.folder)).isEqualTo(ExitCode.FOUND);
        assertThat(out.toString().lines().findFirst())
                .contains("NOT VALID: 201 nodes hold at " + AT + " (1 by a waiver), 3 bad, 0 superseded, of 204 files; "
                        + "first end 2026-12-01T00:00:00Z");
        assertThat(out.toString()).containsPattern("BAD .*flipped.dsse.json: ");
        assertThat(out.toString()).containsPattern("BAD .*stranger.dsse.json: no signature of key");
        assertThat(out.toString()).containsPattern("BAD .*broken.dsse.json: ").doesNotContain("read.me");

        assertThat(verify("2026-12-01T00:00:00Z", site.folder, "--json")).isEqualTo(ExitCode.FOUND);
        assertThat(json().path("bad").asInt()).isEqualTo(4);
        assertThat(json().path("badFiles").toString()).contains("SN-ends").contains("it ended at");
        assertThat(json().path("earliestEnd").isNull()).isTrue();
    }

    @Test
    void ofANodeWithTwoCertificatesTheLaterCountsAndTheEarlierIsTold() throws IOException {
        Path old = site.waived("n1");
        Path later = site.write(
                "n1-again.dsse.json",
                SampleCertificates.statement("n1", ISSUED.plus(Duration.ofDays(1)), Optional.empty()),
                site.key);
        Files.copy(later, site.folder.resolve("n1-copy.dsse.json"));

        assertThat(verify("2027-01-01T00:00:00Z", site.folder)).isEqualTo(ExitCode.FINE);
        assertThat(out.toString())
                .contains("1 nodes hold")
                .contains("2 superseded")
                .contains("a copy of");
        assertThat(out.toString()).contains(old + " (node n1, serial SN-n1): superseded, what counts is");
        assertThat(verify(ISSUED.plusSeconds(1).toString(), old, later))
                .as("the later one was not yet issued then")
                .isEqualTo(ExitCode.FOUND);
        assertThat(out.toString()).contains("after the time asked").contains("0 superseded");
    }

    @Test
    void aLaterCertificateThatDoesNotHoldIsNotHealedByAnEarlierOne() throws IOException {
        site.passed("n1");
        site.write(
                "n1-again.dsse.json",
                SampleCertificates.statement(
                        "n1", ISSUED.plus(Duration.ofDays(1)), Optional.of(SampleCertificates.WAIVED_UNTIL)),
                site.key);
        assertThat(verify("2027-01-01T00:00:00Z", site.folder)).isEqualTo(ExitCode.FOUND);
        assertThat(out.toString()).contains("0 nodes hold").containsPattern("BAD .*n1-again");
    }

    @Test
    void aPathThatIsNotThereAndAnEmptyFolderAreBadInput() throws IOException {
        Path empty = Files.createDirectories(dir.resolve("empty"));
        assertThat(verify(AT, empty, dir.resolve("nowhere"))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("empty").contains("nowhere");
        assertThat(verify(AT, site.passed("n1"), site.passed("n2"), "--logs", empty.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("--logs");
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private int verify(String at, Object... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> words = new ArrayList<>(List.of("certificate", "verify", "--key", site.publicKey.toString()));
        words.addAll(List.of("--at", at));
        for (Object word : more) {
            words.add(word.toString());
        }
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(words.toArray(String[]::new));
    }

    private JsonNode json() {
        return Output.JSON.readTree(out.toString());
    }
}
