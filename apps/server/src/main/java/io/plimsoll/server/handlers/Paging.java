/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.model.InputProblem;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import java.util.List;
import java.util.function.Function;

/** Cuts lists into pages. A cursor is the key of the last item, or how many items were passed over. */
final class Paging {

    private Paging() {}

    /** A page of a list that is sorted by a text key. */
    static <T> Page<T> byKey(List<T> sorted, Function<T, String> key, Call<?> call) {
        String after = call.query(Query.CURSOR).orElse("");
        List<T> rest = after.isEmpty()
                ? sorted
                : sorted.stream().filter(t -> key.apply(t).compareTo(after) > 0).toList();
        return cut(rest, key, call.limit());
    }

    /** The page of a list that was asked for one item more than the page holds. */
    static <T> Page<T> cut(List<T> oneMore, Function<T, String> cursor, int limit) {
        if (oneMore.size() <= limit) {
            return Page.whole(oneMore);
        }
        List<T> items = oneMore.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    /** The cursor as a number; 0 at the start. */
    static long number(Call<?> call) {
        String cursor = call.query(Query.CURSOR).orElse("0");
        try {
            return Long.parseUnsignedLong(cursor);
        } catch (NumberFormatException e) {
            throw Problem.badInput(new InputProblem("query cursor", 0, cursor, "the next of the page before"));
        }
    }
}
