/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.forecast;

import io.plimsoll.forecast.ForecastResult;
import io.plimsoll.forecast.ForecastResult.Promise;
import io.plimsoll.forecast.ForecastResult.Week;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints a forecast for people. */
final class RunText {

    private static final int WEEKS_MAX = 13;

    private RunText() {}

    private static void week(Week w, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-16s week %2d: %,d promised, %,.1f deliverable (90 %%: %,.1f to %,.1f), keeps its target with %.4f%n",
                "",
                w.week() + 1,
                w.promised(),
                w.median(),
                w.nearlyAll().low(),
                w.nearlyAll().high(),
                w.probability());
    }

    static void print(ForecastResult r, RunCommand.Throughput t, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "scenario  %s: %,.0f days, %,d futures, seed %d, %d draw(s) of the rates%n%n",
                r.scenario(),
                r.horizonDays(),
                r.replications(),
                r.seed(),
                r.draws());
        for (Promise p : r.promises()) {
            out.printf(
                    Locale.ROOT,
                    "%-16s holds with probability %.4f [%.4f, %.4f]; rates leave %.4f to %.4f%n",
                    p.commitment(),
                    p.probability(),
                    p.ci().low(),
                    p.ci().high(),
                    p.parameterBand().low(),
                    p.parameterBand().high());
            out.printf(
                    Locale.ROOT,
                    "%-16s worst window %.5f (90 %% by chance: %.5f to %.5f), mean %.5f; %.2f of %d windows missed; credits %,.0f cents%n",
                    "",
                    p.worstWindow(),
                    p.processBand().low(),
                    p.processBand().high(),
                    p.meanAvailability(),
                    p.missedWindows(),
                    p.windows(),
                    p.expectedCredits());
            p.weeks().stream().limit(WEEKS_MAX).forEach(w -> week(w, out));
            p.tail()
                    .ifPresent(x -> out.printf(
                            Locale.ROOT,
                            "%-16s breach %.4g [%.4g, %.4g] by importance sampling%n",
                            "",
                            x.breachProbability(),
                            x.ci().low(),
                            x.ci().high()));
        }
        out.println();
        r.fleet()
                .forEach(c -> out.printf(
                        Locale.ROOT,
                        "class     %s: %,d nodes, %.2f down on average (99 %% of time at most %d), %.2f racks short%n",
                        c.unitClass(),
                        c.nodes(),
                        c.meanDown(),
                        c.down99(),
                        c.meanRacksShort()));
        r.parts()
                .forEach(p -> out.printf(
                        Locale.ROOT,
                        "part      %s: %d, %.2f nodes wait for one%n",
                        p.part(),
                        p.stock(),
                        p.meanNodesWaiting()));
        r.crews()
                .forEach(c -> out.printf(
                        Locale.ROOT,
                        "crew      %s: %d, %.2f busy, %.2f nodes wait%n",
                        c.crew(),
                        c.technicians(),
                        c.meanBusy(),
                        c.meanNodesWaiting()));
        margins(r, out);
        r.sources().forEach(s -> out.printf("source    %s, %s: %s%n", s.what(), s.rate(), s.source()));
        r.notes().forEach(n -> out.println("note      " + n));
        out.printf(
                Locale.ROOT,
                "speed     %,.0f fleet-years in %.2f s on %d thread(s): %,.0f fleet-years/s%n",
                t.fleetYears(),
                t.seconds(),
                t.threads(),
                t.fleetYearsPerSecond());
    }

    private static void margins(ForecastResult r, PrintWriter out) {
        if (r.marginal().isEmpty()) {
            return;
        }
        out.printf("%nwhat helps most%n");
        r.marginal()
                .forEach(m -> m.effects()
                        .forEach(e -> out.printf(
                                Locale.ROOT,
                                "  %-22s %-16s %-16s %+.4f [%+.4f, %+.4f], credits %+,.0f cents%s%n",
                                m.change(),
                                m.name(),
                                e.commitment(),
                                e.change(),
                                e.changeCi().low(),
                                e.changeCi().high(),
                                m.creditsChange(),
                                m.costCents()
                                        .map(c -> String.format(Locale.ROOT, ", costs %,d", c))
                                        .orElse(""))));
        out.println();
    }
}
