/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.Waiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateVerifierTest {

    private static final SiteKey KEY = TestKeys.number(7);
    private static final Instant LATER = TestCertificates.ISSUED.plusSeconds(3600);

    private static byte[] certificate() {
        return TestCertificates.statement(List.of(), true).sign(KEY).toBytes();
    }

    @Test
    void aCertificateIsValidUnderItsKey() {
        CertificateVerifier.Result result = CertificateVerifier.verify(certificate(), KEY.publicKey(), LATER);
        assertThat(result.reasons()).isEmpty();
        assertThat(result.valid()).isTrue();
        assertThat(result.statement().orElseThrow())
                .contains("\"_type\":\"https://in-toto.io/Statement/v1\"")
                .contains("\"predicateType\":\"https://in-toto.io/attestation/test-result/v0.1\"")
                .contains("\"passedTests\":[\"cpu\"]");
    }

    /** Every byte of the file: with one of its bits flipped, with its case bit flipped, and left out. */
    @Test
    void oneChangedByteAnywhereIsFound() {
        byte[] file = certificate();
        for (int at = 0; at < file.length; at++) {
            for (int bit : new int[] {at % 5, 5}) {
                byte[] changed = file.clone();
                changed[at] ^= (byte) (1 << bit);
                assertThat(CertificateVerifier.verify(changed, KEY.publicKey(), LATER)
                                .valid())
                        .as("byte %d with bit %d flipped", at, bit)
                        .isFalse();
            }
            byte[] shorter = new byte[file.length - 1];
            System.arraycopy(file, 0, shorter, 0, at);
            System.arraycopy(file, at + 1, shorter, at, file.length - at - 1);
            assertThat(CertificateVerifier.verify(shorter, KEY.publicKey(), LATER)
                            .valid())
                    .as("without byte %d", at)
                    .isFalse();
        }
    }

    @Test
    void anotherKeyDoesNotVerifyIt() {
        CertificateVerifier.Result result =
                CertificateVerifier.verify(certificate(), TestKeys.number(8).publicKey(), LATER);
        assertThat(result.valid()).isFalse();
        assertThat(result.reasons()).singleElement().asString().contains(KEY.keyId());
    }

    @Test
    void aCertificateEndsWithTheFirstOfItsWaivers() {
        Waiver waiver = new Waiver(
                "cpu", "n1", "Ada", "no time", TestCertificates.ISSUED.plusSeconds(7200), OptionalLong.of(5));
        byte[] file =
                TestCertificates.statement(List.of(waiver), false).sign(KEY).toBytes();
        CertificateVerifier.Result before = CertificateVerifier.verify(file, KEY.publicKey(), LATER);
        assertThat(before.reasons()).isEmpty();
        assertThat(before.statement().orElseThrow()).contains("\"result\":\"WARNED\"");
        CertificateVerifier.Result after =
                CertificateVerifier.verify(file, KEY.publicKey(), TestCertificates.ISSUED.plusSeconds(7200));
        assertThat(after.valid()).isFalse();
        assertThat(after.reasons()).anyMatch(r -> r.contains("ended at"));
    }

    @Test
    void thereIsNoCertificateWhileSomethingRequiredBlocks() {
        assertThatThrownBy(() -> TestCertificates.statement(List.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cpu");
    }

    /** Even the site's own key cannot make a certificate of a statement that breaks the rules. */
    @Test
    void aGoodSignatureUnderABadStatementIsRefused() {
        String good = new String(TestCertificates.statement(List.of(), true).toBytes(), StandardCharsets.UTF_8);
        assertThat(reasons(good)).isEmpty();
        assertThat(reasons(good.replace(
                        "\"verdict\":\"PASS\",\"withoutWaiver\"", "\"verdict\":\"NOT_RUN\",\"withoutWaiver\"")))
                .anyMatch(r -> r.contains("required test 'cpu' is NOT_RUN"));
        assertThat(reasons(good.replace("\"test\":\"cpu\"", "\"test\":\"gpu\"")))
                .anyMatch(r -> r.contains("required test 'cpu' is missing"));
        assertThat(reasons(good.replace("ACME", "ACNE"))).anyMatch(r -> r.contains("fingerprint"));
        assertThat(reasons(good.replace("\"requiredTests\":[\"cpu\"]", "\"requiredTests\":[]")))
                .anyMatch(r -> r.contains("requires nothing"));
        assertThat(reasons("{}")).isNotEmpty();
        assertThat(reasons("not json")).isNotEmpty();
    }

    private static List<String> reasons(String statement) {
        byte[] file = Dsse.sign(Dsse.IN_TOTO, statement.getBytes(StandardCharsets.UTF_8), KEY)
                .toBytes();
        return CertificateVerifier.verify(file, KEY.publicKey(), LATER).reasons();
    }

    /** The recipe of docs/how-to/certificate.md, with the openssl that is installed. */
    @Test
    void opensslVerifiesTheSameSignature(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("certificate.dsse.json"), certificate());
        Files.writeString(folder.resolve("site.pub.pem"), KEY.publicPem());
        String recipe = """
                set -e
                python3 - certificate.dsse.json <<'EOF'
                import base64, json, sys
                e = json.load(open(sys.argv[1]))
                t, p = e["payloadType"].encode(), base64.b64decode(e["payload"])
                open("signed.bin", "wb").write(b"DSSEv1 %d %s %d %s" % (len(t), t, len(p), p))
                open("signature.bin", "wb").write(base64.b64decode(e["signatures"][0]["sig"]))
                EOF
                openssl pkeyutl -verify -rawin -pubin -inkey site.pub.pem -in signed.bin -sigfile signature.bin
                """;
        assertThat(Files.readString(
                        io.plimsoll.testkit.SharedData.repositoryRoot().resolve("docs/how-to/certificate.md")))
                .as("the recipe that is tested is the one that is documented")
                .contains(recipe.lines().skip(1).toArray(String[]::new));
        Process process = shell(recipe, folder);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assumptions.assumeFalse(out.contains("not found"), "SKIPPED: openssl or python3 is not installed");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(out).contains("Signature Verified Successfully");
        assertThat(process.exitValue()).isZero();
        byte[] signed = Files.readAllBytes(folder.resolve("signed.bin"));
        signed[signed.length / 2] ^= 1;
        Files.write(folder.resolve("signed.bin"), signed);
        Process again = shell(
                "openssl pkeyutl -verify -rawin -pubin -inkey site.pub.pem -in signed.bin -sigfile signature.bin",
                folder);
        again.getInputStream().readAllBytes();
        assertThat(again.waitFor())
                .as("openssl's exit code after one changed bit")
                .isNotZero();
    }

    private static Process shell(String script, Path folder) throws Exception {
        return new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
