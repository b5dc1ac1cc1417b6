/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import io.plimsoll.sustain.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * KPIs of one site: Annex III of Delegated Regulation (EU) 2024/1364, the PUE of section 11(2) EnEfG without heat pumps, and
 * those of EN 50600-4. A KPI whose inputs are not metered is named with no value.
 */
public final class Kpis {

    private Kpis() {}

    public static List<Value> of(SiteTotals t) {
        OptionalDouble edc = t.edc();
        OptionalDouble eit = t.eit();
        List<Value> out = new ArrayList<>();
        out.add(ratio(t, "PUE", edc, t.get(Symbol.EIT), "1", "EDC / EIT at the UPS outputs (EN 50600-4-2)"));
        out.add(ratio(t, "PUE", edc, t.get(Symbol.EIT_2), "2", "EDC / EIT at the PDU outputs (EN 50600-4-2)"));
        out.add(ratio(t, "PUE", edc, t.get(Symbol.EIT_3), "3", "EDC / EIT at the IT inputs (EN 50600-4-2)"));
        OptionalDouble less = t.get(Symbol.HEAT_PUMP);
        out.add(ratio(
                t,
                "PUE-EnEfG",
                edc.isPresent() ? OptionalDouble.of(edc.getAsDouble() - less.orElse(0)) : edc,
                eit,
                t.category(),
                "(EDC - electricity only to upgrade waste heat"
                        + (less.isPresent() ? "" : ", not metered: taken as none") + ") / EIT, EnEfG section 11(2)"));
        OptionalDouble mwh = map(eit, x -> x / 1000);
        out.add(unit(ratio(t, "WUE", t.get(Symbol.WIN_POT), mwh, "1", "WIN-POT / EIT (EN 50600-4-9)"), "m3/MWh"));
        out.add(unit(ratio(t, "WUE", t.get(Symbol.WIN), mwh, "2", "WIN / EIT (EN 50600-4-9)"), "m3/MWh"));
        out.add(ratio(t, "ERF", t.get(Symbol.EREUSE), edc, "", "EREUSE / EDC (EN 50600-4-6)"));
        out.add(ratio(t, "REF", t.renewable(), edc, "", "ERES-TOT / EDC (EN 50600-4-3)"));
        out.add(unit(
                ratio(
                        t,
                        "CUE",
                        map(t.get(Symbol.TONNES), x -> x * 1000),
                        eit,
                        t.category(),
                        "kg CO2e / EIT (EN 50600-4-8)"),
                "kg/kWh"));
        out.add(ratio(
                t,
                "CER",
                t.get(Symbol.HEAT_REMOVED),
                t.get(Symbol.COOLING),
                "",
                "heat removed / electricity for cooling (EN 50600-4-7)"));
        return out;
    }

    private static Value ratio(
            SiteTotals t, String name, OptionalDouble top, OptionalDouble bottom, String category, String method) {
        OptionalDouble v = top.isPresent() && bottom.isPresent() && bottom.getAsDouble() > 0
                ? OptionalDouble.of(top.getAsDouble() / bottom.getAsDouble())
                : OptionalDouble.empty();
        return Value.of(name, v, "", t.period(), category, method, "sums of " + t.site());
    }

    private static Value unit(Value v, String unit) {
        return new Value(
                v.quantity(),
                v.value(),
                unit,
                v.period(),
                v.boundary(),
                v.category(),
                v.method(),
                v.source(),
                v.licence(),
                v.uncertainty(),
                v.supersedes());
    }

    private static OptionalDouble map(OptionalDouble v, DoubleUnaryOperator f) {
        return v.isPresent() ? OptionalDouble.of(f.applyAsDouble(v.getAsDouble())) : v;
    }
}
