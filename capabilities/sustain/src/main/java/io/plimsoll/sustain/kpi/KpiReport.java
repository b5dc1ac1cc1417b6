/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.ledger.CarbonFree;
import io.plimsoll.sustain.meter.MeterEvent;
import io.plimsoll.sustain.meter.MeterTree;
import java.util.List;
import java.util.Optional;

/** What {@code sustain kpi} answers: each site, and the fleet averaged both ways. */
public record KpiReport(String source, List<Site> sites, List<Averages> averages) {

    /** One site and period. */
    public record Site(
            String site,
            String period,
            List<Value> values,
            List<Value> kpis,
            Optional<CarbonFree> carbonFree,
            Optional<MeterTree> tree,
            List<MeterEvent> events,
            List<String> notes) {}

    public static KpiReport of(String source, List<SiteYear> years) {
        return new KpiReport(
                source,
                years.stream()
                        .map(y -> new Site(
                                y.totals().site(),
                                y.totals().period(),
                                List.copyOf(y.totals().values().values()),
                                y.kpis(),
                                y.carbonFree(),
                                y.tree(),
                                y.events(),
                                y.notes()))
                        .toList(),
                Averages.of(years.stream().map(SiteYear::totals).toList()));
    }
}
