/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.RecordRefusedException;
import io.plimsoll.server.api.Endpoint;
import io.plimsoll.server.api.Method;
import io.plimsoll.server.api.Nothing;
import io.plimsoll.server.api.Permission;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.api.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Puts the endpoint table on the wire. For each request, in this order: who is it, may they, is the input right, what does
 * the handler say. Nothing of a request is read before it is allowed.
 */
public final class Router {

    /** Counts answers. */
    public interface Meter {
        void answered(Endpoint<?, ?> endpoint, int status, long nanoseconds);
    }

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server");
    private static final String BEARER = "Bearer ";

    private final Map<Endpoint<?, ?>, Handler<?, ?>> handlers = new LinkedHashMap<>();
    private final Gate gate;
    private final InstantSource clock;
    private final HttpLimits limits;
    private final Meter meter;

    public Router(Gate gate, InstantSource clock, HttpLimits limits, Meter meter) {
        this.gate = gate;
        this.clock = clock;
        this.limits = limits;
        this.meter = meter;
    }

    /** Binds a row of the table to what it does. */
    public <I, O> void on(Endpoint<I, O> endpoint, Handler<I, O> handler) {
        if (handlers.put(endpoint, handler) != null) {
            throw new IllegalStateException(endpoint + " has two handlers");
        }
    }

    /** @throws IllegalStateException if a row of the table has no handler */
    public void install(RoutesConfig routes, List<Endpoint<?, ?>> table) {
        List<String> missing = table.stream()
                .filter(e -> !handlers.containsKey(e))
                .map(Endpoint::toString)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("endpoints without a handler: " + missing);
        }
        handlers.forEach((endpoint, handler) -> install(routes, endpoint, handler));
    }

    /** Runs a handler that is not in the table; what it throws is told as a problem. */
    public static void guard(Context ctx, io.javalin.http.Handler handler) {
        try {
            handler.handle(ctx);
        } catch (Exception e) {
            refuse(ctx, ctx.method() + " " + ctx.path(), e);
        }
    }

    private <I, O> void install(RoutesConfig routes, Endpoint<I, O> endpoint, Handler<?, ?> untyped) {
        @SuppressWarnings("unchecked") // on() took them as a pair
        Handler<I, O> handler = (Handler<I, O>) untyped;
        HandlerType method = HandlerType.findOrCreate(endpoint.method().name());
        routes.addHttpHandler(method, endpoint.path(), ctx -> serve(ctx, endpoint, handler));
    }

    private <I, O> void serve(Context ctx, Endpoint<I, O> endpoint, Handler<I, O> handler) {
        long start = System.nanoTime();
        try {
            Actor actor = admit(ctx, endpoint);
            Call<I> call = call(ctx, endpoint, actor);
            O output = handler.handle(call);
            Exchange.cookies(ctx, call, limits.secureCookies());
            Exchange.answer(ctx, output);
        } catch (Exception e) {
            refuse(ctx, endpoint.toString(), e);
        } finally {
            meter.answered(endpoint, ctx.statusCode(), System.nanoTime() - start);
        }
    }

    /** Tells a failure as a problem; what nobody foresaw is logged and told without its insides. */
    static void refuse(Context ctx, String what, Exception failure) {
        Problem problem = switch (failure) {
            case Problem known -> known;
            case BadInputException bad -> Problem.badInput(bad.problems());
            case RecordRefusedException refused -> Problem.conflict(String.valueOf(refused.getMessage()));
            default -> {
                LOG.log(System.Logger.Level.ERROR, what + " failed", failure);
                yield new Problem(500, "failed", "The server failed", "The server's log says why.", List.of());
            }
        };
        if (!ctx.res().isCommitted()) {
            Exchange.problem(ctx, problem);
        }
    }

    private Actor admit(Context ctx, Endpoint<?, ?> endpoint) {
        if (endpoint.permission() == Permission.PUBLIC) {
            return Actor.NOBODY;
        }
        Optional<String> bearer = Optional.ofNullable(ctx.header("Authorization"))
                .filter(h -> h.startsWith(BEARER))
                .map(h -> h.substring(BEARER.length()));
        Actor actor = gate.identify(Optional.ofNullable(ctx.cookie(Exchange.SESSION_COOKIE)), bearer);
        if (!actor.signedIn()) {
            throw Problem.unauthenticated();
        }
        if (actor.byCookie() && endpoint.method() != Method.GET && ctx.header("X-Plimsoll") == null) {
            throw Problem.forbidden("A write with a cookie needs the header X-Plimsoll: 1.");
        }
        if (actor.mustChangePassword() && endpoint.permission() != Permission.SIGNED_IN) {
            throw new Problem(403, "password-change", "Change your one-time password first", "", List.of());
        }
        if (!gate.allows(actor, endpoint.permission())) {
            throw Problem.forbidden("It needs the permission " + endpoint.permission() + ".");
        }
        return actor;
    }

    private <I> Call<I> call(Context ctx, Endpoint<I, ?> endpoint, Actor actor) throws IOException {
        Map<String, String> path = new HashMap<>();
        for (String name : endpoint.pathParameters()) {
            path.put(name, ctx.pathParam(name));
        }
        Map<String, Object> query = query(ctx, endpoint);
        I input = input(ctx, endpoint.input());
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("If-None-Match", "Last-Event-ID")) {
            String value = ctx.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new Call<>(input, actor, clock.instant(), ctx.ip(), path, query, headers);
    }

    private static Map<String, Object> query(Context ctx, Endpoint<?, ?> endpoint) {
        Map<String, Object> values = new HashMap<>();
        List<InputProblem> problems = new ArrayList<>();
        Map<String, Query<?>> known = new LinkedHashMap<>();
        endpoint.query().forEach(q -> known.put(q.name(), q));
        ctx.queryParamMap().forEach((name, given) -> {
            Query<?> parameter = known.get(name);
            if (parameter == null) {
                String expected = known.isEmpty() ? "no query parameter here" : "one of " + known.keySet();
                problems.add(new InputProblem("query", 0, name, expected, Closest.advice(name, known.keySet())));
                return;
            }
            String value = given.getLast();
            if (value.isEmpty()) {
                return;
            }
            try {
                values.put(name, parameter.reader().apply(value));
            } catch (IllegalArgumentException e) {
                problems.add(new InputProblem("query " + name, 0, value, parameter.expected()));
            }
        });
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems);
        }
        return values;
    }

    @SuppressWarnings("unchecked") // the shape's type is I's
    private <I> I input(Context ctx, Shape<I> shape) throws IOException {
        if (shape.type() == Nothing.class) {
            return (I) Nothing.NOTHING;
        }
        if (shape.type() == RawBody.class) {
            return (I) new RawBody(body(ctx, limits.rawBytesMax()));
        }
        return (I) RecordReader.read(body(ctx, limits.jsonBytesMax()), (Class<?>) shape.type());
    }

    private static InputStream body(Context ctx, long limit) throws IOException {
        if (ctx.req().getContentLengthLong() > limit) {
            throw Problem.tooLarge(limit);
        }
        InputStream raw = new LimitedStream(ctx.req().getInputStream(), limit);
        boolean gzip = "gzip".equalsIgnoreCase(ctx.header("Content-Encoding"));
        return gzip ? new LimitedStream(new GZIPInputStream(raw, 1 << 16), limit) : raw;
    }
}
