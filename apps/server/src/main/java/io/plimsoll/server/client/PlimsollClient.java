/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.client;

import io.plimsoll.server.api.Endpoint;
import io.plimsoll.server.api.IdentityApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Calls a server by its endpoint table, so that a call that compiles fits the server:
 *
 * <pre>{@code
 * try (PlimsollClient client = PlimsollClient.withToken(URI.create("http://127.0.0.1:7460"), token)) {
 *     Page<SiteView> sites = client.on(SitesApi.SITES).send();
 *     GoodsInResult in = client.on(LineApi.GOODS_IN, "oslo-1").body(crates).send();
 * }
 * }</pre>
 *
 * Safe to share between threads. What the server refuses comes as a {@link ServerRefusedException}.
 */
public final class PlimsollClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI server;
    private volatile String headerName = "";
    private volatile String headerValue = "";

    private PlimsollClient(URI server) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** A client that nobody is signed in to. */
    public static PlimsollClient anonymous(URI server) {
        return new PlimsollClient(server);
    }

    /** A client for a program, with a bearer token. */
    public static PlimsollClient withToken(URI server, String token) {
        PlimsollClient client = new PlimsollClient(server);
        client.headerValue = "Bearer " + token;
        client.headerName = "Authorization";
        return client;
    }

    /**
     * Signs in as a user, as a browser does.
     *
     * @throws ServerRefusedException if the name or the password is wrong
     */
    public static PlimsollClient signIn(URI server, String user, String password) {
        PlimsollClient client = new PlimsollClient(server);
        client.on(IdentityApi.LOGIN).body(new IdentityApi.Login(user, password)).send();
        return client;
    }

    /**
     * Begins a call.
     *
     * @param path values for the path's parameters, in order
     */
    public <I, O> Exchange<I, O> on(Endpoint<I, O> endpoint, Object... path) {
        return new Exchange<>(this, endpoint, path);
    }

    URI server() {
        return server;
    }

    void sign(HttpRequest.Builder request) {
        request.header("X-Plimsoll", "1");
        if (!headerName.isEmpty()) {
            request.header(headerName, headerValue);
        }
    }

    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws java.io.IOException, InterruptedException {
        HttpResponse<T> response = http.send(request, handler);
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            if (cookie.startsWith("plimsoll_session=")) {
                headerValue = cookie.substring(0, cookie.indexOf(';'));
                headerName = "Cookie";
            }
        }
        return response;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
