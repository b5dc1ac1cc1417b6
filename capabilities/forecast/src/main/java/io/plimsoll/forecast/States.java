/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import io.plimsoll.forecast.ForecastResult.ClassState;
import io.plimsoll.forecast.ForecastResult.CrewState;
import io.plimsoll.forecast.ForecastResult.PartState;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.sim.Batch;
import java.util.ArrayList;
import java.util.List;

/** Time averages of a batch: what is down, what waits for a part, who is busy. */
final class States {

    private final Scenario scenario;
    private final Batch batch;
    private final double days;

    States(Scenario scenario, Batch batch) {
        this.scenario = scenario;
        this.batch = batch;
        days = scenario.horizonDays() * batch.replications;
    }

    List<ClassState> classes() {
        List<ClassState> out = new ArrayList<>();
        for (int c = 0; c < scenario.fleet().size(); c++) {
            Scenario.UnitClass unitClass = scenario.fleet().get(c);
            double[] histogram = batch.total.downHistogram[c];
            out.add(new ClassState(
                    unitClass.name(),
                    unitClass.nodes(),
                    batch.total.downDays[c] / days,
                    quantile(histogram, 0.5),
                    quantile(histogram, 0.9),
                    quantile(histogram, 0.99),
                    quantile(histogram, 0.999),
                    batch.total.racksShortDays[c] / days));
        }
        return out;
    }

    private static int quantile(double[] histogram, double p) {
        double total = java.util.Arrays.stream(histogram).sum();
        double sum = 0;
        for (int i = 0; i < histogram.length; i++) {
            sum += histogram[i];
            if (sum >= p * total) {
                return i;
            }
        }
        return histogram.length - 1;
    }

    List<PartState> parts() {
        List<PartState> out = new ArrayList<>();
        for (int p = 0; p < scenario.parts().size(); p++) {
            Scenario.Part part = scenario.parts().get(p);
            out.add(new PartState(part.name(), part.stock(), batch.total.waitingPartDays[p] / days));
        }
        return out;
    }

    List<CrewState> crews() {
        List<CrewState> out = new ArrayList<>();
        for (int c = 0; c < scenario.crews().size(); c++) {
            Scenario.Crew crew = scenario.crews().get(c);
            out.add(new CrewState(
                    crew.name(),
                    crew.technicians(),
                    batch.total.busyDays[c] / days,
                    batch.total.waitingCrewDays[c] / days));
        }
        return out;
    }
}
