/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import io.plimsoll.forecast.ForecastResult.Band;
import io.plimsoll.forecast.ForecastResult.Effect;
import io.plimsoll.forecast.ForecastResult.Marginal;
import io.plimsoll.forecast.scenario.DurationLaw;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.scenario.Scenario.Crew;
import io.plimsoll.forecast.scenario.Scenario.Delivery;
import io.plimsoll.forecast.scenario.Scenario.Part;
import io.plimsoll.forecast.scenario.Scenario.Shift;
import io.plimsoll.forecast.scenario.Scenario.UnitClass;
import io.plimsoll.forecast.sim.Batch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What one more of something changes: the same futures again, with the same failures, and one thing different. */
final class Margins {

    private final Scenario scenario;
    private final Forecaster.Options options;
    private final int draws;
    private final Batch base;

    Margins(Scenario scenario, Forecaster.Options options, int draws, Batch base) {
        this.scenario = scenario;
        this.options = options;
        this.draws = draws;
        this.base = base;
    }

    List<Marginal> all() {
        List<Marginal> out = new ArrayList<>();
        for (int i = 0; i < scenario.parts().size(); i++) {
            Part p = scenario.parts().get(i);
            List<Part> parts = new ArrayList<>(scenario.parts());
            parts.set(
                    i,
                    new Part(
                            p.name(),
                            p.stock() + 1,
                            p.resupply(),
                            p.condemned(),
                            p.supply(),
                            p.costCents(),
                            p.source()));
            out.add(compare("ONE_MORE_PART", p.name(), p.costCents(), with(scenario.fleet(), parts, scenario.crews())));
        }
        for (int i = 0; i < scenario.crews().size(); i++) {
            Crew c = scenario.crews().get(i);
            List<Crew> crews = new ArrayList<>(scenario.crews());
            List<Shift> shifts = c.shifts().stream()
                    .map(s -> new Shift(s.hourOfWeek(), s.technicians() == 0 ? 0 : s.technicians() + 1))
                    .toList();
            crews.set(i, new Crew(c.name(), c.technicians() + 1, shifts, c.costCents()));
            out.add(compare(
                    "ONE_MORE_TECHNICIAN", c.name(), c.costCents(), with(scenario.fleet(), scenario.parts(), crews)));
        }
        for (int i = 0; i < scenario.fleet().size(); i++) {
            UnitClass c = scenario.fleet().get(i);
            List<Delivery> more = new ArrayList<>(c.deliveries());
            more.add(new Delivery(Double.NEGATIVE_INFINITY, 1, 0, DurationLaw.NONE, 1, DurationLaw.NONE));
            out.add(compare(
                    "ONE_MORE_HOT_SPARE",
                    c.name(),
                    Optional.empty(),
                    with(fleet(i, more), scenario.parts(), scenario.crews())));
            if (c.deliveries().stream().anyMatch(d -> d.day() >= 1)) {
                List<Delivery> earlier = c.deliveries().stream()
                        .map(d -> d.day() < 1
                                ? d
                                : new Delivery(d.day() - 1, d.nodes(), d.ageDays(), d.slip(), d.yield(), d.rework()))
                        .toList();
                out.add(compare(
                        "ONE_TEST_DAY_EARLIER",
                        c.name(),
                        Optional.empty(),
                        with(fleet(i, earlier), scenario.parts(), scenario.crews())));
            }
        }
        if (!scenario.leaks().isEmpty()) {
            Scenario tested = with(scenario.fleet(), scenario.parts(), scenario.crews());
            tested = new Scenario(
                    tested.name(),
                    tested.horizonDays(),
                    tested.warmUpDays(),
                    tested.fleet(),
                    tested.failures(),
                    tested.parts(),
                    tested.crews(),
                    tested.shocks(),
                    List.of(),
                    tested.commitments());
            out.add(compare("NO_TEST_SKIPPED", "leaks", Optional.empty(), tested));
        }
        out.sort(Comparator.comparingDouble(Marginal::creditsChange)
                .thenComparingDouble(
                        m -> -m.effects().stream().mapToDouble(Effect::change).sum()));
        return out;
    }

    private List<UnitClass> fleet(int index, List<Delivery> deliveries) {
        List<UnitClass> out = new ArrayList<>(scenario.fleet());
        UnitClass c = out.get(index);
        out.set(index, new UnitClass(c.name(), c.gpusPerNode(), c.traysPerRack(), c.traysNeeded(), deliveries));
        return out;
    }

    private Scenario with(List<UnitClass> fleet, List<Part> parts, List<Crew> crews) {
        return new Scenario(
                scenario.name(),
                scenario.horizonDays(),
                scenario.warmUpDays(),
                fleet,
                scenario.failures(),
                parts,
                crews,
                scenario.shocks(),
                scenario.leaks(),
                scenario.commitments());
    }

    private Marginal compare(String change, String name, Optional<Long> cost, Scenario changed) {
        Batch other = Batch.run(changed, options.replications(), options.seed(), draws, null);
        int n = base.replications;
        List<Effect> effects = new ArrayList<>();
        double[] credits = new double[n];
        for (int i = 0; i < scenario.commitments().size(); i++) {
            double[] difference = new double[n];
            double[] before = new double[n];
            double[] after = new double[n];
            for (int r = 0; r < n; r++) {
                before[r] = base.held[i][r] ? 1 : 0;
                after[r] = other.held[i][r] ? 1 : 0;
                difference[r] = after[r] - before[r];
                credits[r] += other.credits[i][r] - base.credits[i][r];
            }
            double own = Forecaster.variance(difference);
            double apart = Forecaster.variance(before) + Forecaster.variance(after);
            effects.add(new Effect(
                    scenario.commitments().get(i).name(),
                    Forecaster.share(other.held[i]),
                    mean(difference),
                    band(difference, "change"),
                    own > 0 ? apart / own : 1));
        }
        double saved = mean(credits);
        return new Marginal(
                change, name, effects, saved, band(credits, "creditsChange"), cost, cost.map(c -> -saved - c));
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElse(0);
    }

    private static Band band(double[] values, String of) {
        double mean = mean(values);
        double half = Forecaster.Z * Math.sqrt(Forecaster.variance(values) / values.length);
        return new Band(mean - half, mean + half, 0.95, of);
    }
}
