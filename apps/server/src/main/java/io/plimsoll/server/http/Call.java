/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

import io.plimsoll.model.InputProblem;
import io.plimsoll.server.api.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request that was identified, allowed, read and checked. */
public final class Call<I> {

    private static final Duration FUTURE_MAX = Duration.ofMinutes(5);

    private final I input;
    private final Actor actor;
    private final Instant now;
    private final String address;
    private final Map<String, String> path;
    private final Map<String, Object> query;
    private final Map<String, String> headers;
    private final List<SessionCookie> cookies = new ArrayList<>(1);

    /** A session cookie to set; a maximum age of zero takes it away. */
    public record SessionCookie(String value, Duration maxAge) {}

    Call(
            I input,
            Actor actor,
            Instant now,
            String address,
            Map<String, String> path,
            Map<String, Object> query,
            Map<String, String> headers) {
        this.input = input;
        this.actor = actor;
        this.now = now;
        this.address = address;
        this.path = path;
        this.query = query;
        this.headers = headers;
    }

    public I input() {
        return input;
    }

    public Actor actor() {
        return actor;
    }

    /** The server's clock when the request came in. */
    public Instant now() {
        return now;
    }

    /** Where the request came from. */
    public String address() {
        return address;
    }

    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the path has no {" + name + "}");
        }
        return value;
    }

    /** A path parameter that is a number; anything else is not found. */
    public long pathNumber(String name) {
        try {
            return Long.parseLong(path(name));
        } catch (NumberFormatException e) {
            throw Problem.notFound(name + " " + path(name));
        }
    }

    @SuppressWarnings("unchecked")
    public <T> Optional<T> query(Query<T> parameter) {
        return Optional.ofNullable((T) query.get(parameter.name()));
    }

    public int limit() {
        return query(Query.LIMIT).orElse(Query.LIMIT_DEFAULT);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** When the fact became true: what the caller says, else now. Refused when it lies in the future. */
    public Instant effectiveAt(@Nullable Instant said) {
        if (said == null) {
            return now;
        }
        if (said.isAfter(now.plus(FUTURE_MAX))) {
            throw Problem.badInput(new InputProblem(
                    "effectiveAt", 0, said.toString(), "a time that is not in the future", "your clock is ahead"));
        }
        return said;
    }

    public void setSessionCookie(String value, Duration maxAge) {
        cookies.add(new SessionCookie(value, maxAge));
    }

    List<SessionCookie> cookies() {
        return cookies;
    }
}
