/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of the endpoint table.
 *
 * @param path with parameters in braces, for example {@code /api/sites/{site}}
 * @param summary what it does, one line
 * @param query the query parameters it takes; any other is refused
 */
public record Endpoint<I, O>(
        Method method,
        String path,
        String summary,
        Permission permission,
        List<Query<?>> query,
        Shape<I> input,
        Shape<O> output) {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    public Endpoint {
        query = List.copyOf(query);
    }

    /** An endpoint that reads. */
    public static <O> Endpoint<Nothing, O> get(
            String path, String summary, Permission permission, Shape<O> output, Query<?>... query) {
        return new Endpoint<>(Method.GET, path, summary, permission, List.of(query), Shape.nothing(), output);
    }

    /** An endpoint that adds. */
    public static <I, O> Endpoint<I, O> post(
            String path, String summary, Permission permission, Shape<I> input, Shape<O> output, Query<?>... query) {
        return new Endpoint<>(Method.POST, path, summary, permission, List.of(query), input, output);
    }

    /** An endpoint that sets; sending it twice changes nothing more. */
    public static <I, O> Endpoint<I, O> put(
            String path, String summary, Permission permission, Shape<I> input, Shape<O> output, Query<?>... query) {
        return new Endpoint<>(Method.PUT, path, summary, permission, List.of(query), input, output);
    }

    /** The names in braces, in order. */
    public List<String> pathParameters() {
        List<String> names = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** {@code GET /api/sites}. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
