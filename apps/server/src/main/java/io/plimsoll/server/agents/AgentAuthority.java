/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.agents;

import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Agents;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.keys.Sealer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** The server's own small certificate authority. Its key is sealed in the record; it signs agents and the door, nothing else. */
public final class AgentAuthority {

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final String SEALED_AS = "agent-authority";
    /** A node's clock may be off by this much and still find a new certificate valid. */
    private static final Duration CLOCKS_APART = Duration.ofDays(2);

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration AUTHORITY_HOLDS = YEAR.multipliedBy(20);

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final SecureRandom random;
    private final InstantSource clock;

    private AgentAuthority(X509Certificate certificate, PrivateKey key, SecureRandom random, InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.random = random;
        this.clock = clock;
    }

    /** The record's authority; made when it is first asked for. */
    public static AgentAuthority of(Agents record, Sealer sealer, SecureRandom random, InstantSource clock) {
        try {
            Agents.AuthorityRow row = record.authority().orElse(null);
            if (row == null) {
                KeyPair pair = keyPair(random);
                X500Name name = name("Plimsoll agents " + Long.toHexString(random.nextLong()));
                X509Certificate made = sign(
                        name,
                        name,
                        pair.getPublic(),
                        pair.getPrivate(),
                        random,
                        clock.instant(),
                        AUTHORITY_HOLDS,
                        true,
                        List.of());
                row = record.keepAuthority(
                        new Stamp("server:agents", clock.instant()),
                        new Agents.AuthorityRow(
                                pem("CERTIFICATE", made.getEncoded()),
                                sealer.seal(pair.getPrivate().getEncoded(), SEALED_AS)));
            }
            PrivateKey secret = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(sealer.unseal(row.privateKey(), SEALED_AS)));
            return new AgentAuthority(certificate(row.certificate()), secret, random, clock);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("the agents' authority cannot be made", e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public String certificatePem() {
        return pem("CERTIFICATE", der(certificate));
    }

    /** By which an agent that has nothing but a token knows the right server. */
    public String pin() {
        return hash(der(certificate));
    }

    /** A certificate for an agent that asks for one with its own key. */
    public X509Certificate agent(String csrPem, String site, String node) {
        try {
            JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(bytes(csrPem));
            PublicKey own = request.getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(own))) {
                throw Problem.badInput(new InputProblem(
                        "body /csr", 0, "a signature by another key", "a request signed by its own key"));
            }
            return sign(
                    new X500Name(certificate.getSubjectX500Principal().getName()),
                    name(site + "/" + node),
                    own,
                    key,
                    random,
                    clock.instant(),
                    YEAR,
                    false,
                    List.of());
        } catch (IOException
                | PKCSException
                | GeneralSecurityException
                | OperatorCreationException
                | IllegalArgumentException e) {
            throw Problem.badInput(
                    new InputProblem("body /csr", 0, String.valueOf(e.getMessage()), "a PKCS#10 request in PEM"));
        }
    }

    /**
     * A certificate for the door itself.
     *
     * @param key the door's
     */
    X509Certificate door(KeyPair key, List<GeneralName> names) {
        try {
            return sign(
                    new X500Name(certificate.getSubjectX500Principal().getName()),
                    name("Plimsoll agents' door"),
                    key.getPublic(),
                    this.key,
                    random,
                    clock.instant(),
                    YEAR,
                    false,
                    names);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("the agents' door has no certificate", e);
        }
    }

    static KeyPair keyPair(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    /** How a key is known in the record. */
    static Sha256 keyHash(PublicKey key) {
        return Sha256.of(key.getEncoded());
    }

    private static X509Certificate sign(
            X500Name issuer,
            X500Name subject,
            PublicKey key,
            PrivateKey signer,
            SecureRandom random,
            Instant now,
            Duration holds,
            boolean authority,
            List<GeneralName> serverNames)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, random),
                Date.from(now.minus(CLOCKS_APART)),
                Date.from(now.plus(holds)),
                subject,
                key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
        if (!authority) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    true,
                    new ExtendedKeyUsage(
                            serverNames.isEmpty() ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth));
        }
        if (!serverNames.isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new ArrayList<>(serverNames).toArray(GeneralName[]::new)));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signer)));
    }

    private static X500Name name(String common) {
        return new X500NameBuilder().addRDN(BCStyle.CN, common).build();
    }

    static X509Certificate certificate(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + type + "-----\n";
    }

    private static byte[] bytes(String pem) {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return Base64.getDecoder().decode(body);
    }

    private static String hash(byte[] der) {
        return Sha256.of(der).hex();
    }
}
