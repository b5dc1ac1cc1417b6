/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The browser UI out of the web room's jar: files under {@code /web}. A path that is no file and no API is a page of the
 * UI and gets {@code index.html}. Files with a hash in their name never change and are cached for a year.
 */
public final class WebFiles {

    private static final String ROOT = "/web";
    private static final Pattern HASHED = Pattern.compile("/assets/.+-[A-Za-z0-9_-]{8}\\.\\w+(\\.\\w+)?");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    private static final String PLACEHOLDER = "<!doctype html><html lang=\"en\"><title>Plimsoll</title>"
            + "<h1>Plimsoll</h1><p>The server runs. This build has no browser UI; the API is at "
            + "<a href=\"/openapi.json\">/openapi.json</a>.</p></html>";

    private WebFiles() {}

    public static void serve(Context ctx) throws IOException {
        String path = ctx.path();
        if (path.startsWith("/api/") || path.contains("..") || path.contains("//")) {
            throw Problem.notFound(path);
        }
        Optional<byte[]> file = path.endsWith("/") ? Optional.empty() : read(ROOT + path);
        if (file.isPresent()) {
            String extension = path.substring(path.lastIndexOf('.') + 1);
            ctx.header(
                    "Cache-Control",
                    HASHED.matcher(path).matches() ? "public, max-age=31536000, immutable" : "no-cache");
            ctx.contentType(TYPES.getOrDefault(extension, "application/octet-stream"));
            ctx.result(file.get());
            return;
        }
        if (path.startsWith("/assets/")) {
            throw Problem.notFound(path);
        }
        ctx.header("Cache-Control", "no-cache");
        ctx.contentType("text/html; charset=utf-8");
        Optional<byte[]> index = read(ROOT + "/index.html");
        if (index.isPresent()) {
            ctx.result(index.get());
        } else {
            ctx.result(PLACEHOLDER);
        }
    }

    private static Optional<byte[]> read(String resource) throws IOException {
        int dot = resource.lastIndexOf('.');
        if (dot < resource.lastIndexOf('/')) {
            return Optional.empty();
        }
        try (InputStream in = WebFiles.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
