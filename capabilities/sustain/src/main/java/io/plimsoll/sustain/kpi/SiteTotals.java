/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import io.plimsoll.sustain.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The sums of one site over one period, each with its source. */
public record SiteTotals(String site, String period, Map<Symbol, Value> values) {

    public SiteTotals {
        values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }

    /** Empty where the site has no such figure: unknown is never zero. */
    public OptionalDouble get(Symbol symbol) {
        Value v = values.get(symbol);
        return v == null ? OptionalDouble.empty() : v.value();
    }

    /** All energy: electricity, backup, fuels and bought cooling; empty without the electricity. */
    public OptionalDouble edc() {
        return get(Symbol.EDC);
    }

    /** Renewable energy in all; empty if no part is known. */
    public OptionalDouble renewable() {
        OptionalDouble all = OptionalDouble.empty();
        for (Symbol s : new Symbol[] {Symbol.ERES_GOO, Symbol.ERES_PPA, Symbol.ERES_OS}) {
            OptionalDouble v = get(s);
            if (v.isPresent()) {
                all = OptionalDouble.of(all.orElse(0) + v.getAsDouble());
            }
        }
        return all;
    }

    /** IT energy of the best category that is metered. */
    public OptionalDouble eit() {
        for (Symbol s : new Symbol[] {Symbol.EIT, Symbol.EIT_2, Symbol.EIT_3}) {
            if (get(s).isPresent()) {
                return get(s);
            }
        }
        return OptionalDouble.empty();
    }

    /** The category of {@link #eit()}; empty if there is none. */
    public String category() {
        return get(Symbol.EIT).isPresent()
                ? "1"
                : get(Symbol.EIT_2).isPresent() ? "2" : get(Symbol.EIT_3).isPresent() ? "3" : "";
    }
}
