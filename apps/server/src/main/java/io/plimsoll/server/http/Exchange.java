/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.Nothing;
import java.io.IOException;
import java.io.OutputStream;

/** Writes answers: JSON, files, problems, cookies. */
final class Exchange {

    static final String SESSION_COOKIE = "plimsoll_session";

    private Exchange() {}

    static void answer(Context ctx, Object output) throws IOException {
        switch (output) {
            case Nothing ignored -> ctx.status(204);
            case Download file -> {
                ctx.contentType(file.mediaType());
                if (!file.fileName().isEmpty()) {
                    ctx.header("Content-Disposition", "attachment; filename=\"" + safe(file.fileName()) + "\"");
                }
                boolean live = file.mediaType().equals("text/event-stream");
                if (live) {
                    ctx.disableCompression();
                    ctx.header("X-Accel-Buffering", "no");
                }
                // Javalin's stream holds back what is flushed; a live one must reach the browser at once.
                try (OutputStream out = live ? ctx.res().getOutputStream() : ctx.outputStream()) {
                    file.writer().write(out);
                }
            }
            default -> json(ctx, output);
        }
    }

    static void json(Context ctx, Object value) throws IOException {
        ctx.contentType("application/json");
        try (OutputStream out = ctx.outputStream()) {
            Json.MAPPER.writeValue(out, value);
        }
    }

    static void problem(Context ctx, Problem problem) {
        ctx.status(problem.status());
        ctx.contentType("application/problem+json");
        ctx.result(Json.MAPPER.writeValueAsBytes(problem.details()));
    }

    static void cookies(Context ctx, Call<?> call, boolean secure) {
        for (Call.SessionCookie cookie : call.cookies()) {
            ctx.cookie(new Cookie(
                    SESSION_COOKIE,
                    cookie.value(),
                    "/",
                    (int) cookie.maxAge().toSeconds(),
                    secure,
                    true,
                    null,
                    SameSite.STRICT));
        }
    }

    private static String safe(String fileName) {
        return fileName.replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
