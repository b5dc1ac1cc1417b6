/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.daemon;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The agent's key, its certificate and its server's authority, as files in its folder. The key never leaves the node. */
final class AgentKey {

    /** Object identifiers in DER: ecdsa-with-SHA256 (RFC 5758), common name (RFC 4519). */
    private static final byte[] ECDSA_SHA256 = {6, 8, 42, (byte) 134, 72, (byte) 206, 61, 4, 3, 2};

    private static final byte[] COMMON_NAME = {6, 3, 85, 4, 3};

    private final Path folder;

    AgentKey(Path folder) {
        this.folder = folder;
    }

    /** What an enrolled agent has. */
    record Identity(String site, String node, PrivateKey key, X509Certificate certificate, X509Certificate authority) {}

    Optional<Identity> read() throws IOException, GeneralSecurityException {
        Path done = folder.resolve("agent.enrolled");
        if (!Files.exists(done)) {
            return Optional.empty();
        }
        String[] names = Files.readString(done).strip().split(" ");
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(der(Files.readString(folder.resolve("agent.key")))));
        return Optional.of(new Identity(
                names[0],
                names[1],
                key,
                certificate(Files.readString(folder.resolve("agent.pem"))),
                certificate(Files.readString(folder.resolve("authority.pem")))));
    }

    /** Makes a new key and a request for a certificate, PKCS#10 (RFC 2986) in PEM. */
    String request(String name) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Files.createDirectories(folder);
        Path file = folder.resolve("agent.key");
        Files.deleteIfExists(file);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            Files.createFile(file);
        }
        Files.writeString(file, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        return request(name, pair.getPublic(), pair.getPrivate());
    }

    /** A request for another certificate for a key that there is. */
    static String request(String name, PublicKey open, PrivateKey secret) throws GeneralSecurityException {
        byte[] info = tlv(
                0x30,
                new byte[] {2, 1, 0},
                tlv(0x30, tlv(0x31, tlv(0x30, COMMON_NAME, tlv(0x0c, name.getBytes(StandardCharsets.UTF_8))))),
                open.getEncoded(),
                new byte[] {(byte) 0xa0, 0});
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(secret);
        signature.update(info);
        byte[] signed = tlv(0x30, info, tlv(0x30, ECDSA_SHA256), tlv(3, new byte[] {0}, signature.sign()));
        return pem("CERTIFICATE REQUEST", signed);
    }

    /** Keeps what the server answered; the last file that is written says that all of it is there. */
    void keep(String site, String node, String certificate, String authority) throws IOException {
        Files.writeString(folder.resolve("agent.pem"), certificate);
        Files.writeString(folder.resolve("authority.pem"), authority);
        Path part = Files.writeString(folder.resolve("agent.enrolled.part"), site + " " + node + "\n");
        Files.move(part, folder.resolve("agent.enrolled"), StandardCopyOption.ATOMIC_MOVE);
    }

    static X509Certificate certificate(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] der(String pem) {
        return Base64.getDecoder()
                .decode(pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + type + "-----\n";
    }

    /** A value in DER: tag, length, contents one after the other. */
    private static byte[] tlv(int tag, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = body.size();
        if (length < 128) {
            out.write(length);
        } else if (length < 256) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }
}
