/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.daemon;

import io.plimsoll.model.Sha256;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one server: the one whose authority has the pinned hash. Its door's certificate must be signed by that authority, for
 * a server. Names and dates are not looked at: a node's clock may be wrong, and a server may be known by any address.
 */
final class ServerTrust extends X509ExtendedTrustManager {

    private static final String SERVER = "1.3.6.1.5.5.7.3.1";

    private final String pin;

    /** @param pin SHA-256 of the authority's certificate */
    ServerTrust(String pin) {
        this.pin = pin;
    }

    static String pinOf(X509Certificate authority) throws GeneralSecurityException {
        return Sha256.of(authority.getEncoded()).hex();
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain == null || chain.length < 2) {
            throw new CertificateException("the server shows no authority");
        }
        X509Certificate authority = chain[chain.length - 1];
        if (!Sha256.of(authority.getEncoded()).hex().equals(pin)) {
            throw new CertificateException("this is not the server that the token was made by");
        }
        List<String> uses = chain[0].getExtendedKeyUsage();
        if (uses == null || !uses.contains(SERVER)) {
            throw new CertificateException("the certificate shown is not a server's");
        }
        try {
            chain[0].verify(authority.getPublicKey());
        } catch (NoSuchAlgorithmException | InvalidKeyException | NoSuchProviderException | SignatureException e) {
            throw new CertificateException("the server's certificate is not signed by its authority", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("an agent has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("an agent has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("an agent has no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
