/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.scenario;

import io.plimsoll.forecast.scenario.Scenario.Commitment;
import io.plimsoll.forecast.scenario.Scenario.Measure;
import io.plimsoll.forecast.scenario.Scenario.Rung;
import io.plimsoll.forecast.scenario.Scenario.Tranche;
import io.plimsoll.forecast.scenario.Scenario.Unit;
import io.plimsoll.forecast.scenario.Scenario.UnitClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what was promised. */
final class CommitmentReader {

    private final Map<String, UnitClass> classes;
    private final double horizon;

    CommitmentReader(Map<String, UnitClass> classes, double horizon) {
        this.classes = classes;
        this.horizon = horizon;
    }

    Commitment commitment(Node n) {
        String name = n.get("commitment").required("a name");
        String unitClass = n.get("class").text().isEmpty() && classes.size() == 1
                ? classes.keySet().iterator().next()
                : n.get("class").text();
        if (!classes.containsKey(unitClass)) {
            n.problem(unitClass, n.path() + ".class: one of " + classes.keySet(), "");
        }
        double window = n.get("windowDays").number(30, 0.1, Math.max(0.1, horizon));
        List<Tranche> tranches = tranches(n);
        if (!tranches.isEmpty() && tranches.getFirst().day() + window > horizon + 1e-9) {
            n.problem(
                    "first window ends on day " + (tranches.getFirst().day() + window),
                    n.path() + ": at least one whole window before day " + horizon,
                    "");
        }
        double target = n.get("target").number(Double.NaN, 1e-9, 1);
        long fee = (long) n.get("feeCents").number(0, 0, 1e15);
        return new Commitment(
                name,
                unitClass,
                word(n.get("unit"), Unit.values(), Unit.NODE),
                tranches,
                target,
                word(n.get("measure"), Measure.values(), Measure.MEAN),
                window,
                ladder(n),
                fee,
                n.get("capPercent").number(100, 0, 100));
    }

    private static List<Tranche> tranches(Node n) {
        List<Tranche> out = new ArrayList<>();
        for (Node t : n.get("tranches").list()) {
            double day = t.get("day").number(Double.NaN, 0, 36_500);
            int quantity = t.get("quantity").whole(-1, 1, 100_000_000);
            if (!out.isEmpty() && day <= out.getLast().day()) {
                t.problem(t.get("day").text(), t.path() + ": a later day than the tranche before", "");
            }
            out.add(new Tranche(day, quantity));
        }
        if (n.has("quantity")) {
            if (!out.isEmpty()) {
                n.problem("quantity and tranches", n.path() + ": one of them", "");
            }
            out.add(new Tranche(
                    n.get("fromDay").number(0, 0, 36_500), n.get("quantity").whole(-1, 1, 100_000_000)));
        } else if (out.isEmpty()) {
            n.problem("", n.path() + ": quantity, or tranches: [{day, quantity}]", "");
        }
        return out;
    }

    private static List<Rung> ladder(Node n) {
        List<Rung> out = new ArrayList<>();
        for (Node r : n.get("ladder").list()) {
            Rung rung = new Rung(
                    r.get("below").number(Double.NaN, 1e-9, 1), r.get("percent").number(Double.NaN, 0, 100));
            if (!out.isEmpty()
                    && (rung.below() >= out.getLast().below()
                            || rung.percent() <= out.getLast().percent())) {
                r.problem(
                        "below " + rung.below() + " " + rung.percent() + " %",
                        r.path() + ": a lower rung with more credit than the one before",
                        "");
            }
            out.add(rung);
        }
        return out;
    }

    private static <E extends Enum<E>> E word(Node n, E[] values, E fallback) {
        for (E value : values) {
            if (value.name().equals(n.text().toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        if (n.scalar()) {
            n.problem(n.text(), n.path() + ": one of " + List.of(values), "");
        }
        return fallback;
    }
}
