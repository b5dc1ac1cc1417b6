/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import io.plimsoll.sustain.check.UnitSlipRule.Slip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Units that were interchanged without a word: water or tonnes for each MWh leave a steady course by just the ratio of two usual
 * units, for one year or from a year on. Whether the amount or the energy moved decides which units come into question.
 */
final class UnitChangeRule implements Rule {

    private static final double STEADY = 0.12;
    private static final double NEAR = 0.06;

    private static final List<Slip> WATER = List.of(
            new Slip(3.785411784, "litres in a column of gallons"),
            new Slip(1 / 3.785411784, "gallons in a column of litres"),
            new Slip(264.172, "thousands of gallons in a column of megalitres"),
            new Slip(1 / 264.172, "megalitres in a column of thousands of gallons"));
    private static final List<Slip> MASS = List.of(
            new Slip(2.20462262, "pounds in a column of kilograms"),
            new Slip(0.45359237, "kilograms in a column of pounds"));
    private static final List<Slip> ENERGY = List.of(
            new Slip(3.6, "gigajoules in a column of megawatt-hours"),
            new Slip(1 / 3.6, "megawatt-hours in a column of gigajoules"));

    /** Amount and energy of a year. */
    private record Pair(Figure amount, Figure energy) {
        double each() {
            return amount.value() / energy.value();
        }
    }

    @Override
    public void check(Table table, Findings findings) {
        List<String> sites = new ArrayList<>(
                table.sites().stream().filter(s -> !table.kind(s).isSum()).toList());
        sites.addAll(table.sites().stream().filter(s -> table.kind(s).isSum()).toList());
        Set<String> told = new HashSet<>();
        for (String site : sites) {
            for (String measure : List.of(Measure.WITHDRAWAL, Measure.CONSUMPTION, Measure.LOCATION)) {
                List<Pair> pairs = table.series(measure, site).values().stream()
                        .map(f -> pair(table, f, site, findings))
                        .filter(Objects::nonNull)
                        .toList();
                for (int i = 1; i < pairs.size(); i++) {
                    step(table, site, pairs, i, told, findings);
                }
            }
        }
    }

    private static @Nullable Pair pair(Table table, Figure f, String site, Findings findings) {
        Figure energy = table.get(Measure.ENERGY, site, f.year()).orElse(null);
        boolean usable = energy != null
                && energy.value() > 0
                && f.value() > 20 * (f.high() - f.low())
                && !findings.isSlipped(f.measure().id(), site, f.year());
        return usable ? new Pair(f, Objects.requireNonNull(energy)) : null;
    }

    private static void step(Table table, String site, List<Pair> pairs, int i, Set<String> told, Findings findings) {
        Pair before = pairs.get(i - 1);
        Pair here = pairs.get(i);
        Pair after = i + 1 < pairs.size() ? pairs.get(i + 1) : null;
        findings.compared(UnitSlipRule.CHANGED);
        boolean back = after != null && near(after.each() / before.each(), 1, STEADY);
        boolean stays = i >= 2
                && near(pairs.get(i - 2).each() / before.each(), 1, STEADY)
                && (after == null
                        ? i >= 3 && near(pairs.get(i - 3).each() / before.each(), 1, STEADY)
                        : near(after.each() / here.each(), 1, STEADY));
        if (!back && !stays) {
            return;
        }
        double usual = back && after != null ? (before.each() + after.each()) / 2 : before.each();
        double step = here.each() / usual;
        boolean amountMoved = Math.abs(
                        Math.log(here.amount().value() / before.amount().value()))
                > Math.abs(Math.log(here.energy().value() / before.energy().value()));
        Figure wrong = amountMoved ? here.amount() : here.energy();
        String key = wrong.measure().id() + '\n' + wrong.year();
        boolean sumOfTold = table.kind(site).isSum() && told.contains(key);
        if (sumOfTold || findings.isSlipped(wrong.measure().id(), site, wrong.year())) {
            return;
        }
        boolean mass = here.amount().measure().dimension() == Dimension.MASS;
        for (Slip s : amountMoved ? mass ? MASS : WATER : ENERGY) {
            if (near(amountMoved ? step : 1 / step, s.factor(), NEAR)) {
                told.add(key);
                tell(table, site, wrong, s, back, findings);
                return;
            }
        }
    }

    private static void tell(Table table, String site, Figure wrong, Slip s, boolean once, Findings findings) {
        int last = once ? wrong.year() : Integer.MAX_VALUE;
        boolean energy = wrong.measure().id().equals(Measure.ENERGY);
        for (String measure : energy
                ? List.of(Measure.ENERGY, Measure.IT_ENERGY)
                : List.of(wrong.measure().id())) {
            table.series(measure, site)
                    .subMap(wrong.year(), true, last, true)
                    .values()
                    .forEach(findings::slipped);
        }
        findings.flag(
                once ? UnitSlipRule.RULE : UnitSlipRule.CHANGED,
                wrong,
                OptionalDouble.of(wrong.value() / s.factor()),
                "for each MWh "
                        + (once ? "this year alone" : "from " + wrong.year() + " on")
                        + " the table is off its course by " + Printed.shown(energy ? 1 / s.factor() : s.factor())
                        + " while the other amount went on: as if " + s.meaning(),
                "the figure may be wrong by a factor of " + Printed.shown(s.factor())
                        + (once ? "" : ", and so may be every later year's"),
                Severity.WARNING);
    }

    private static boolean near(double ratio, double to, double within) {
        return Math.abs(ratio / to - 1) < within;
    }
}
