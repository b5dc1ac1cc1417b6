/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/**
 * What an endpoint takes or gives, known at run time.
 *
 * @param type a record, or a {@link Page} of records
 * @param mediaTypes {@code application/json}, or those of the file
 */
@SuppressWarnings("UnusedTypeParameter") // it types the endpoint
public record Shape<T>(Type type, List<String> mediaTypes) {

    private static final List<String> JSON = List.of("application/json");

    public static <T> Shape<T> json(Class<T> type) {
        return new Shape<>(type, JSON);
    }

    public static <T> Shape<Page<T>> page(Class<T> item) {
        return new Shape<>(new PageType(item), JSON);
    }

    public static Shape<Nothing> nothing() {
        return new Shape<>(Nothing.class, List.of());
    }

    public static Shape<RawBody> raw(String... mediaTypes) {
        return new Shape<>(RawBody.class, List.of(mediaTypes));
    }

    public static Shape<Download> file(String... mediaTypes) {
        return new Shape<>(Download.class, List.of(mediaTypes));
    }

    /** Whether it travels as JSON. */
    public boolean isJson() {
        return mediaTypes.equals(JSON) && type != Download.class;
    }

    private record PageType(Class<?> item) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {item};
        }

        @Override
        public Type getRawType() {
            return Page.class;
        }

        @Override
        @SuppressWarnings("NullAway") // reflection's contract: null for a top-level type
        public Type getOwnerType() {
            return null;
        }
    }
}
