/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.truth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** How often things go wrong and how long work takes: a table with a source for each figure. */
public final class Rates {

    /**
     * One figure.
     *
     * @param source where it was published, or why nobody could be asked
     * @param assumption true if nobody published it
     */
    public record Rate(String name, double value, String unit, String source, boolean assumption) {}

    private final Map<String, Rate> rates;

    private Rates(Map<String, Rate> rates) {
        this.rates = rates;
    }

    /** The table that ships with the twin. */
    public static Rates shipped() {
        try (InputStream in = Rates.class.getResourceAsStream("/io/plimsoll/twin/rates.yaml")) {
            if (in == null) {
                throw new IllegalStateException("rates.yaml is not in the jar");
            }
            Map<String, Rate> rates = new LinkedHashMap<>();
            for (JsonNode row : new YAMLMapper().readTree(in)) {
                Rate rate = new Rate(
                        row.get("name").asString(),
                        row.get("value").asDouble(),
                        row.get("unit").asString(),
                        row.get("source").asString(),
                        row.has("assumption") && row.get("assumption").asBoolean());
                rates.put(rate.name(), rate);
            }
            return new Rates(rates);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A site in which nothing goes wrong: every share is 0, every duration stays. */
    public Rates withoutFaults() {
        Map<String, Rate> none = new LinkedHashMap<>();
        rates.forEach((name, r) -> none.put(
                name,
                name.startsWith("time.") || name.startsWith("defect.kind.")
                        ? r
                        : new Rate(name, 0, r.unit(), r.source(), r.assumption())));
        return new Rates(none);
    }

    /** The same table with one figure changed. */
    public Rates with(String name, double value) {
        Rate old = rate(name);
        Map<String, Rate> changed = new LinkedHashMap<>(rates);
        changed.put(name, new Rate(name, value, old.unit(), old.source(), old.assumption()));
        return new Rates(changed);
    }

    public double of(String name) {
        return rate(name).value();
    }

    /** All figures in the order of the table. */
    public Map<String, Rate> all() {
        return Map.copyOf(rates);
    }

    /** One figure with its source. */
    public Rate rate(String name) {
        Rate rate = rates.get(name);
        if (rate == null) {
            throw new IllegalArgumentException("no rate '" + name + "'; there are " + rates.keySet());
        }
        return rate;
    }
}
