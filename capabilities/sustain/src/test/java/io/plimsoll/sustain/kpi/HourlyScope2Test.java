/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.statement.Redaction;
import io.plimsoll.sustain.statement.Statement;
import io.plimsoll.sustain.statement.StatementKind;
import io.plimsoll.sustain.statement.Statements;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Scope 2 by the hour stands beside the yearly ways, from the same meters, and only where its factors and hours are told. */
class HourlyScope2Test {

    /** Four hours of 1, 2, 3 and 4 MWh, and 1 MWh from the roof in the last of them. */
    private static final String READINGS = """
            meter,point,time,value,unit
            grid,UTILITY,2025-01-01T00:00:00Z,10,MWh
            grid,UTILITY,2025-01-01T01:00:00Z,11,MWh
            grid,UTILITY,2025-01-01T02:00:00Z,13,MWh
            grid,UTILITY,2025-01-01T03:00:00Z,16,MWh
            grid,UTILITY,2025-01-01T04:00:00Z,19,MWh
            roof,ONSITE_RENEWABLE,2025-01-01T00:00:00Z,5,MWh
            roof,ONSITE_RENEWABLE,2025-01-01T01:00:00Z,5,MWh
            roof,ONSITE_RENEWABLE,2025-01-01T02:00:00Z,5,MWh
            roof,ONSITE_RENEWABLE,2025-01-01T03:00:00Z,5,MWh
            roof,ONSITE_RENEWABLE,2025-01-01T04:00:00Z,6,MWh
            """;

    private static final String DOCUMENT = """
            {"site": "Oslo", "from": "2025-01-01T00:00:00Z", "to": "2025-01-01T04:00:00Z", "readings": ["r.csv"],
             "totals": {"ERES-GOO": {"value": 5000, "source": "registry"}, "ERES-PPA": 0},
             "ghg": {"scope1": 0, "gridFactor": {"value": 0.25, "source": "a pack"}, "residualFactor": {"value": 0.5, "source": "AIB"},
               "gridFactorHourly": {"values": [0.1, 0.2, 0.3, 0.4], "source": "the grid"}HOURS}}
            """;

    private static final String HOURS = ", \"retiredMWhByHour\": {\"values\": [2, 2, 1, 0], \"source\": \"registry\"}";

    private record Read(SiteDocument document, SiteYear year) {
        OptionalDouble kpi(String quantity) {
            return year.kpis().stream()
                    .filter(v -> v.quantity().equals(quantity))
                    .map(Value::value)
                    .findFirst()
                    .orElse(OptionalDouble.empty());
        }
    }

    private static Read read(String ghg) {
        SiteDocument d = SiteDocumentReader.read(DOCUMENT.replace("HOURS", ghg), "site.json")
                .getFirst();
        try {
            return new Read(d, KpiInput.year(d, name -> READINGS, "site.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void eachHourHasItsOwnFactorAndOnlyCertificatesOfItsOwnHour() {
        Read r = read(HOURS);
        assertThat(r.kpi(HourlyScope2.LOCATION)).hasValue(0.1 + 2 * 0.2 + 3 * 0.3 + 4 * 0.4);
        // open: 1 - 2 -> 0, 2 - 2 -> 0, 3 - 1 -> 2, 4 - 1 on the roof -> 3
        assertThat(r.kpi(HourlyScope2.MARKET)).hasValue(5 * 0.5);
    }

    @Test
    void theGreenhouseGasStatementShowsBothWaysOfBothRules() {
        Read r = read(HOURS);
        Statement s = Statements.draft(StatementKind.GHG, r.document(), r.year(), Redaction.PUBLIC);
        assertThat(s.fields().stream().filter(f -> f.id().startsWith("scope2")).map(f -> f.id() + " " + f.value()))
                .containsExactly(
                        "scope2-location 2.5",
                        "scope2-market 2",
                        "scope2-location-hourly 3",
                        "scope2-market-hourly 2.5");
        assertThat(s.fields().stream().filter(f -> f.id().endsWith("-hourly")))
                .allMatch(f -> f.name().contains("not in force") && f.law().contains("proposed revision"));
    }

    @Test
    void certificatesWhoseHoursAreNotToldGiveNoFigureByTheHour() {
        Read r = read("");
        assertThat(r.kpi(HourlyScope2.LOCATION)).isPresent();
        assertThat(r.kpi(HourlyScope2.MARKET)).isEmpty();
        assertThat(r.year().notes()).anyMatch(n -> n.contains("hours of the certificates are not told"));
        SiteYear ledger = SiteYear.of(r.document(), meters(r.document()), Optional.of(new double[] {1e6, 0, 0, 0}));
        assertThat(ledger.kpis().stream()
                        .filter(v -> v.quantity().equals(HourlyScope2.MARKET))
                        .findFirst()
                        .orElseThrow()
                        .value())
                .hasValue((2 + 3 + 3) * 0.5);
    }

    @Test
    void hoursThatDoNotFitThePeriodAreToldAndGiveNoFigure() {
        Read r = read(HOURS.replace("[2, 2, 1, 0]", "[2, 2]"));
        assertThat(r.kpi(HourlyScope2.MARKET)).isEmpty();
        assertThat(r.year().notes()).anyMatch(n -> n.contains("2 values where 4 hours"));
    }

    private static java.util.List<io.plimsoll.sustain.meter.Hours> meters(SiteDocument d) {
        try {
            return KpiInput.meters(d, name -> READINGS, "site.json");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
