/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DsseTest {

    /** The example of the DSSE protocol description. */
    @Test
    void the_pre_authentication_encoding_is_that_of_the_dsse_specification() {
        byte[] encoded =
                Dsse.preAuthEncoding("http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(encoded, StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    /** RFC 8032, 7.1, test 2. */
    @Test
    void the_signature_is_that_of_rfc_8032() {
        HexFormat hex = HexFormat.of();
        byte[] seed = hex.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        SiteKey key = TestKeys.fromSeed(seed);
        assertThat(hex.formatHex(key.publicKey().getEncoded()))
                .endsWith("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assertThat(hex.formatHex(key.sign(new byte[] {0x72})))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    }

    @Test
    void an_envelope_written_and_read_is_the_same_and_signed_by_its_key_only() {
        SiteKey key = TestKeys.number(1);
        Dsse envelope = Dsse.sign(Dsse.IN_TOTO, "{}".getBytes(StandardCharsets.UTF_8), key);
        Dsse again = Dsse.readStrict(envelope.toBytes(), "test");
        assertThat(again).isEqualTo(envelope);
        assertThat(again.signedBy(key.publicKey())).isTrue();
        assertThat(again.signedBy(TestKeys.number(2).publicKey())).isFalse();
    }

    @Test
    void a_key_read_back_from_pem_is_the_same_key() {
        SiteKey key = TestKeys.number(3);
        assertThat(SiteKey.fromPrivatePem(key.privatePem(), "test").keyId()).isEqualTo(key.keyId());
        PublicKey read = SiteKey.publicKeyFromPem(key.publicPem(), "test");
        assertThat(SiteKey.keyId(read)).isEqualTo(key.keyId());
    }
}
