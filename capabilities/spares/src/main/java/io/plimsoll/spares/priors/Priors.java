/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.priors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shipped table of published rates. A part without a confirmed figure stands in it without a rate. */
public final class Priors {

    private Priors() {}

    /**
     * One published figure.
     *
     * @param part the kind, as it is named in {@code prior} of an input
     * @param ratePerYear for each {@code per}; empty where no figure is confirmed
     * @param per the place that fails: one GPU, one node, one module
     * @param meaning what was counted: interruptions are an upper bound on parts that are replaced
     * @param quality good, fair, wide, upper bound, none
     */
    public record Prior(
            String part, OptionalDouble ratePerYear, String per, String meaning, String quality, String source) {}

    /** All of them, in the order of the table. */
    public static List<Prior> all() {
        return Holder.ALL;
    }

    public static Optional<Prior> of(String part) {
        return Holder.ALL.stream().filter(p -> p.part().equals(part)).findFirst();
    }

    /** Read once, on first use. */
    private static final class Holder {
        static final List<Prior> ALL = read();

        private static List<Prior> read() {
            try (InputStream in = Priors.class.getResourceAsStream("priors.json")) {
                if (in == null) {
                    throw new IllegalStateException("priors.json is not in the jar");
                }
                List<Prior> out = new ArrayList<>();
                for (JsonNode one : JsonMapper.shared().readTree(in).get("priors")) {
                    JsonNode rate = one.path("ratePerYear");
                    out.add(new Prior(
                            one.get("part").asString(),
                            rate.isNumber() ? OptionalDouble.of(rate.asDouble()) : OptionalDouble.empty(),
                            one.get("per").asString(),
                            one.get("meaning").asString(),
                            one.get("quality").asString(),
                            one.get("source").asString()));
                }
                return List.copyOf(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
