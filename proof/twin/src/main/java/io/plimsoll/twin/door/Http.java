/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends one request at a time to the server's API, with a bearer token, and again after an answer that may pass. */
public final class Http implements AutoCloseable {

    private static final int TRIES = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String address;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** @param address for example {@code http://127.0.0.1:7460} */
    public Http(String address) {
        this.address = address;
    }

    /** The same server with a bearer token. */
    public Http withToken(String token) {
        Http other = new Http(address);
        other.headers.put("Authorization", "Bearer " + token);
        return other;
    }

    /** The same server with a session cookie. */
    public Http withSession(String cookie) {
        Http other = new Http(address);
        other.headers.put("Cookie", cookie);
        other.headers.put("X-Plimsoll", "1");
        return other;
    }

    public JsonNode get(String path) {
        return json.readTree(send("GET", path, "application/json", new byte[0]).body());
    }

    /** A file, byte for byte. */
    public byte[] getRaw(String path) {
        return send("GET", path, "application/json", new byte[0]).body();
    }

    /** Sends a JSON body made of records, maps and lists. */
    public JsonNode post(String path, Object body) {
        return json.readTree(send("POST", path, "application/json", json.writeValueAsBytes(body))
                .body());
    }

    public JsonNode put(String path, Object body) {
        return json.readTree(send("PUT", path, "application/json", json.writeValueAsBytes(body))
                .body());
    }

    /** Sends raw bytes. */
    public JsonNode postRaw(String path, byte[] body) {
        return json.readTree(
                send("POST", path, "application/octet-stream", body).body());
    }

    /** Signs in and gives the session cookie. */
    public String login(String user, String password) {
        byte[] body = json.writeValueAsBytes(Map.of("user", user, "password", password));
        HttpResponse<byte[]> answer = send("POST", "/api/login", "application/json", body);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        int end = cookie.indexOf(';');
        return end < 0 ? cookie : cookie.substring(0, end);
    }

    /** One path segment or query value, escaped. */
    public static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<byte[]> send(String method, String path, String type, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER)
                .header("Content-Type", type)
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() < 300) {
                    return answer;
                }
                RefusedException refused = new RefusedException(
                        answer.statusCode(), method + " " + path, new String(answer.body(), StandardCharsets.UTF_8));
                if (refused.final4xx() || attempt == TRIES) {
                    throw refused;
                }
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new UncheckedIOException(method + " " + path + " got no answer", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(method + " " + path + " was stopped", e);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100L << attempt));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
