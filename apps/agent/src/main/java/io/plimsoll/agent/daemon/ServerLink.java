/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.daemon;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.campaign.agent.AgentWire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The agent's side of the agents' door. */
public final class ServerLink implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ANSWER = Duration.ofSeconds(90);

    private final URI server;
    private final HttpClient http;

    private ServerLink(URI server, SSLContext tls) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(tls)
                .build();
    }

    /** The server said no; trying again does not help. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** A link with nothing but a token. */
    static ServerLink withPin(URI server, String pin) throws GeneralSecurityException {
        return new ServerLink(server, tls(null, pin));
    }

    /** A link as an enrolled agent. */
    static ServerLink as(URI server, AgentKey.Identity identity) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("agent", identity.key(), new char[0], new X509Certificate[] {
            identity.certificate(), identity.authority()
        });
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(keys, new char[0]);
        return new ServerLink(server, tls(manager.getKeyManagers(), ServerTrust.pinOf(identity.authority())));
    }

    private static SSLContext tls(KeyManager @Nullable [] keys, String pin) throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys, new TrustManager[] {new ServerTrust(pin)}, new SecureRandom());
        return tls;
    }

    AgentWire.Enrolled enrol(String token, String csr, Fingerprint fingerprint)
            throws IOException, InterruptedException {
        return post("/agent/enrol", new AgentWire.Enrol(token, csr, fingerprint), AgentWire.Enrolled.class);
    }

    AgentWire.Enrolled renew(String csr) throws IOException, InterruptedException {
        return post("/agent/renew", new AgentWire.Renew(csr), AgentWire.Enrolled.class);
    }

    public AgentWire.Work work(AgentWire.Ask ask) throws IOException, InterruptedException {
        return post("/agent/work", ask, AgentWire.Work.class);
    }

    public AgentWire.Reported report(AgentWire.Report report) throws IOException, InterruptedException {
        return post("/agent/results", report, AgentWire.Reported.class);
    }

    long log(String key, long offset, byte[] piece) throws IOException, InterruptedException {
        String query = "?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8) + "&offset=" + offset;
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/agent/logs" + query))
                .timeout(ANSWER)
                .POST(BodyPublishers.ofByteArray(piece))
                .build();
        return JSON.readValue(send(request), AgentWire.LogTaken.class).next();
    }

    private <T> T post(String path, Record body, Class<T> answer) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            return JSON.readValue(send(request), answer);
        } catch (JacksonException e) {
            throw new IOException("the server's answer to " + path + " cannot be read", e);
        }
    }

    private byte[] send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 500 || response.statusCode() == 429) {
            throw new IOException("the server answered " + response.statusCode());
        }
        if (response.statusCode() >= 300) {
            throw new RefusedException(response.statusCode(), words(response));
        }
        return response.body();
    }

    private static String words(HttpResponse<byte[]> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            String problems = problem.path("problems").isEmpty()
                    ? ""
                    : " " + problem.path("problems").toString();
            return problem.path("title").asString("HTTP " + response.statusCode()) + ": "
                    + problem.path("detail").asString("") + problems;
        } catch (JacksonException e) {
            return "HTTP " + response.statusCode();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
