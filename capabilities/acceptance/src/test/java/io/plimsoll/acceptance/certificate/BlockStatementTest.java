/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.Waiver;
import io.plimsoll.model.BadInputException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BlockStatementTest {

    private static final SiteKey KEY = TestKeys.number(7);
    private static final Instant LATER = TestCertificates.ISSUED.plusSeconds(3600);
    private static final Instant END = TestCertificates.ISSUED.plusSeconds(86_400);

    private static CheckedCertificate certificate(boolean waived) {
        Waiver waiver = new Waiver("cpu", "n1", "Ada", "no time", END, OptionalLong.of(5));
        byte[] file = TestCertificates.statement(waived ? List.of(waiver) : List.of(), !waived)
                .sign(KEY)
                .toBytes();
        return CheckedCertificate.check("n1.dsse.json", file, KEY.publicKey(), LATER);
    }

    private static BlockOrder order(Map<String, String> exceptions, String... nodes) {
        return new BlockOrder("SU-1", BlockStatement.Kind.SU, "ACME", "ada", List.of(nodes), exceptions);
    }

    private static BlockStatement block(boolean waived) {
        return order(Map.of("n2", "spare tray follows"), "n2", "n1").issue(List.of(certificate(waived)), LATER);
    }

    private static List<String> reasons(String statement, Instant at) {
        byte[] file = Dsse.sign(Dsse.IN_TOTO, statement.getBytes(StandardCharsets.UTF_8), KEY)
                .toBytes();
        return CertificateVerifier.verifyAny(file, KEY.publicKey(), at).reasons();
    }

    @Test
    void aBlockHoldsUntilTheFirstOfItsNodesEnds() {
        byte[] file = block(true).sign(KEY).toBytes();
        assertThat(CertificateVerifier.verifyAny(file, KEY.publicKey(), LATER).reasons())
                .isEmpty();
        assertThat(CertificateVerifier.verifyAny(file, KEY.publicKey(), END).reasons())
                .anyMatch(r -> r.contains("it ended at " + END))
                .anyMatch(r -> r.contains("the waiver for 'cpu' ended"));
        assertThat(CertificateVerifier.verify(file, KEY.publicKey(), LATER).valid())
                .as("a block is no node's certificate")
                .isFalse();
    }

    /** Every byte of the file, with one of its bits flipped. */
    @Test
    void oneChangedByteAnywhereInABlockIsFound() {
        byte[] file = block(true).sign(KEY).toBytes();
        for (int at = 0; at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= (byte) (1 << at % 7);
            assertThat(CertificateVerifier.verifyAny(changed, KEY.publicKey(), LATER)
                            .valid())
                    .as("byte %d with bit %d flipped", at, at % 7)
                    .isFalse();
        }
    }

    @Test
    void aNodeWithoutACertificateIsAnExceptionWithAReasonOrThereIsNoBlock() {
        assertThatThrownBy(() -> order(Map.of(), "n1", "n2", "n3").issue(List.of(certificate(false)), LATER))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("node n2: saw 'no certificate', expected a certificate that holds")
                .hasMessageContaining("--exception n3=REASON");
        assertThatThrownBy(() -> order(Map.of("n1", "why"), "n1").issue(List.of(certificate(false)), LATER))
                .hasMessageContaining("no exception for a node whose certificate holds");
        assertThatThrownBy(() -> order(Map.of(), "n1", "SN-42").issue(List.of(certificate(false)), LATER))
                .hasMessageContaining("each node once");
        BlockStatement block = block(false);
        assertThat(block.exceptions()).singleElement().satisfies(e -> {
            assertThat(e.lack()).isEqualTo(BlockStatement.Lack.MISSING);
            assertThat(e.reason()).isEqualTo("spare tray follows");
        });
        assertThat(new String(block.toBytes(), StandardCharsets.UTF_8))
                .contains("\"result\":\"EXCEPTIONS\"")
                .contains("\"counts\":{\"certified\":1,\"gpus\":0,\"invalid\":0,\"listed\":2,\"missing\":1,"
                        + "\"waivedNodes\":0,\"waivers\":0}");
    }

    /** The site's own key under a statement that breaks a rule: still refused. */
    @Test
    void aSignedBlockThatContradictsItselfIsRefused() {
        String good = new String(block(true).toBytes(), StandardCharsets.UTF_8);
        assertThat(reasons(good, LATER)).isEmpty();
        Map<String, String> changes = Map.of(
                "\"worstVerdict\":\"WAIVED\"",
                "\"worstVerdict\":\"PASS\"",
                "\"listed\":2",
                "\"listed\":1",
                "\"result\":\"EXCEPTIONS\"",
                "\"result\":\"PASSED\"",
                "\"reason\":\"spare tray follows\"",
                "\"reason\":\"\"",
                "\"validUntil\":\"" + END,
                "\"validUntil\":\"2031-01-01T00:00:00Z",
                "\"owner\":\"Ada\"",
                "\"owner\":\"\"",
                "\"kind\":\"SU\"",
                "\"kind\":\"YARD\"",
                "\"lack\":\"MISSING\"",
                "\"lack\":\"NONE\"",
                "block/v1",
                "block/v2");
        changes.forEach((from, to) -> {
            assertThat(good).contains(from);
            assertThat(reasons(good.replace(from, to), LATER))
                    .as("%s as %s", from, to)
                    .isNotEmpty();
        });
    }

    @Test
    void aBlockIsHeldAgainstTheCertificatesOfItsNodes() {
        String statement = new String(block(false).toBytes(), StandardCharsets.UTF_8);
        CheckedCertificate own = certificate(false);
        assertThat(BlockCheck.against(statement, List.of(own), LATER).reasons()).isEmpty();
        assertThat(BlockCheck.against(statement, List.of(), LATER).reasons())
                .singleElement()
                .asString()
                .contains("no file has the SHA-256 of its certificate");
        String changed = statement.replace("\"gpus\":0", "\"gpus\":8");
        assertThat(BlockCheck.against(changed, List.of(own), LATER).reasons())
                .singleElement()
                .asString()
                .contains("the block says otherwise than its certificate");
    }
}
