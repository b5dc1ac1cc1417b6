/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A site's Ed25519 key (RFC 8032), with which it signs its certificates. Its files are what {@code openssl} reads and
 * writes: PKCS#8 PEM for the private half, SubjectPublicKeyInfo PEM for the public half.
 */
public final class SiteKey {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final KeyPair pair;

    private SiteKey(KeyPair pair) {
        this.pair = pair;
    }

    /** A new key from this source of randomness. */
    public static SiteKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            return new SiteKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make an Ed25519 key", e);
        }
    }

    /**
     * Reads a PKCS#8 PEM.
     *
     * @param source the file's name, for the error
     * @throws BadInputException if it is not an unencrypted Ed25519 private key
     */
    public static SiteKey fromPrivatePem(String pem, String source) {
        try {
            PrivateKey key =
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(decode(pem, PRIVATE)));
            byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow(() -> new GeneralSecurityException("no seed"));
            return generate(new SeedOnly(seed));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused(source, "an unencrypted Ed25519 private key in PKCS#8 PEM");
        }
    }

    /**
     * Reads a SubjectPublicKeyInfo PEM.
     *
     * @param source the file's name, for the error
     * @throws BadInputException if it is not an Ed25519 public key
     */
    public static PublicKey publicKeyFromPem(String pem, String source) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(decode(pem, PUBLIC)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused(source, "an Ed25519 public key in PEM, such as site.pub.pem");
        }
    }

    /** The key's name: SHA-256 of its SubjectPublicKeyInfo, the same as {@code openssl pkey -pubin -outform DER | sha256sum}. */
    public static String keyId(PublicKey key) {
        return Sha256.of(key.getEncoded()).hex();
    }

    public String keyId() {
        return keyId(pair.getPublic());
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    public String publicPem() {
        return encode(pair.getPublic().getEncoded(), PUBLIC);
    }

    /** The secret half; whoever has it can sign for the site. */
    public String privatePem() {
        return encode(pair.getPrivate().getEncoded(), PRIVATE);
    }

    /** 64 bytes over exactly these bytes. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the site key cannot sign", e);
        }
    }

    /** Whether the signature is this key's over exactly these bytes. */
    public static boolean verify(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Names the key, never its secret. */
    @Override
    public String toString() {
        return "SiteKey[" + keyId() + "]";
    }

    private static byte[] decode(String pem, String kind) throws GeneralSecurityException {
        String begin = "-----BEGIN " + kind + "-----";
        String end = "-----END " + kind + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf(end);
        if (from < 0 || to < from) {
            throw new GeneralSecurityException("no " + begin);
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    private static String encode(byte[] der, String kind) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static BadInputException refused(String source, String expected) {
        return new BadInputException(new InputProblem(source, 0, "something else", expected));
    }

    /** Hands the generator the known seed, which is how a JDK derives the public half from the private one. */
    private static final class SeedOnly extends SecureRandom {
        private final transient byte[] seed;

        SeedOnly(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("asked for " + bytes.length + " bytes of a seed of " + seed.length);
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
