/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.client;

import io.plimsoll.model.InputProblem;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.Endpoint;
import io.plimsoll.server.api.Nothing;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;

/** One call on its way. */
public final class Exchange<I, O> {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final PlimsollClient client;
    private final Endpoint<I, O> endpoint;
    private final StringBuilder target;
    private BodyPublisher body = BodyPublishers.noBody();
    private String contentType = "";
    private char separator = '?';

    Exchange(PlimsollClient client, Endpoint<I, O> endpoint, Object[] path) {
        this.client = client;
        this.endpoint = endpoint;
        List<String> names = endpoint.pathParameters();
        if (names.size() != path.length) {
            throw new IllegalArgumentException(endpoint + " takes " + names + ", got " + path.length + " values");
        }
        String filled = endpoint.path();
        for (int i = 0; i < path.length; i++) {
            filled = filled.replace("{" + names.get(i) + "}", encode(String.valueOf(path[i])));
        }
        this.target = new StringBuilder(filled);
    }

    /** Adds a query parameter. */
    public <T> Exchange<I, O> with(Query<T> parameter, T value) {
        target.append(separator).append(parameter.name()).append('=').append(encode(String.valueOf(value)));
        separator = '&';
        return this;
    }

    /** The input record. */
    public Exchange<I, O> body(I input) {
        body = BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(input));
        contentType = "application/json";
        return this;
    }

    /** A raw file's bytes. */
    public Exchange<I, O> bytes(byte[] bytes) {
        body = BodyPublishers.ofByteArray(bytes);
        contentType = "application/octet-stream";
        return this;
    }

    /** A raw file, streamed. */
    public Exchange<I, O> file(Path file) throws IOException {
        body = BodyPublishers.ofFile(file);
        contentType = "application/octet-stream";
        return this;
    }

    /**
     * Sends the call.
     *
     * @throws ServerRefusedException if the server refuses it
     */
    public O send() {
        HttpResponse<byte[]> response = exchange();
        if (endpoint.output().type() == Nothing.class) {
            return cast(Nothing.NOTHING);
        }
        if (endpoint.output().type() == Download.class) {
            String type = response.headers().firstValue("Content-Type").orElse("");
            return cast(Download.of(type, "", plain(response)));
        }
        return Json.MAPPER.readValue(
                plain(response), Json.MAPPER.constructType(endpoint.output().type()));
    }

    /** Sends the call and gives the answer's bytes as they came: a file, or JSON. */
    public byte[] download() {
        return plain(exchange());
    }

    @SuppressWarnings("unchecked") // the shape's type is O's
    private O cast(Object value) {
        return (O) value;
    }

    private HttpResponse<byte[]> exchange() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + target))
                .timeout(TIMEOUT)
                .header("Accept-Encoding", "gzip")
                .method(endpoint.method().name(), body);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        client.sign(request);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new ServerRefusedException(details(response));
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(endpoint + " at " + client.server(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + endpoint, e);
        }
    }

    private String base() {
        String base = client.server().toString();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    private static Problem.Details details(HttpResponse<byte[]> response) {
        byte[] bytes = plain(response);
        try {
            return Json.MAPPER.readValue(bytes, Problem.Details.class);
        } catch (JacksonException e) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new Problem.Details(
                    "about:blank",
                    "HTTP " + response.statusCode(),
                    response.statusCode(),
                    text,
                    List.<InputProblem>of());
        }
    }

    private static byte[] plain(HttpResponse<byte[]> response) {
        boolean gzip =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        if (!gzip) {
            return response.body();
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
