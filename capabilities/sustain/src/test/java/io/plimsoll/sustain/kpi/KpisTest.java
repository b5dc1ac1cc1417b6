/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.sustain.Value;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** KPIs carry their names, categories and methods, and a fleet is averaged both ways. */
class KpisTest {

    @Test
    void whatNoSiteCanHaveIsToldBesideTheFigure() throws Exception {
        String sums = "site,year,EDC_MWh,EIT_MWh,WIN\nA,2025,1200,1000,300\nB,2025,900,1000,30000\n";
        java.util.List<SiteYear> years = KpiInput.read(sums, "sums.csv", n -> "");
        assertThat(years.get(0).notes()).isEmpty();
        assertThat(years.get(1).notes())
                .anyMatch(n -> n.startsWith("PUE 1 is 0.9000, which cannot be"))
                .anyMatch(n -> n.startsWith("WUE 2 is 30.0000"));
    }

    @Test
    void countersOfGpusNeedNoListAndBeatTheirOwnPowerReadings() throws Exception {
        String text = """
                DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0",Hostname="n1"} 1000000 1735689600000
                DCGM_FI_DEV_POWER_USAGE{gpu="0",Hostname="n1"} 690.5 1735689600000
                DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0",Hostname="n1"} 2521000000 1735693200000
                DCGM_FI_DEV_POWER_USAGE{gpu="0",Hostname="n1"} 701 1735693200000
                DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0",Hostname="n1"} 5041000000 1735696800000
                """;
        String document = """
                {"site": "x", "from": "2025-01-01T00:00:00Z", "to": "2025-01-01T02:00:00Z", "readings": ["dcgm.txt"]}
                """;
        assertThat(KpiInput.meters(SiteDocumentReader.read(document, "s.json").getFirst(), n -> text, "s.json"))
                .singleElement()
                .satisfies(h -> {
                    assertThat(h.meter().point()).isEqualTo(io.plimsoll.sustain.meter.Point.GPU);
                    assertThat(h.sum()).isCloseTo(1400, within(1e-6));
                });
    }

    private static Value kpi(SiteYear year, String name, String category) {
        return year.kpis().stream()
                .filter(v -> v.quantity().equals(name) && v.category().equals(category))
                .findFirst()
                .orElseThrow();
    }

    private static List<SiteYear> read(String text) throws IOException {
        return KpiInput.read(text, "input", name -> {
            throw new IOException(name);
        });
    }

    @Test
    void theTwoWaysOfAveragingDiffer() throws IOException {
        List<SiteYear> sites = read("site,year,EDC,PUE\nA,2025,100,1.1\nB,2025,20,1.5\n");
        Averages pue =
                Averages.of(sites.stream().map(SiteYear::totals).toList()).getFirst();
        assertThat(pue.edcWeighted().orElseThrow()).isCloseTo(1.1667, within(5e-5));
        assertThat(pue.ratioOfSums().orElseThrow()).isCloseTo(1.1512, within(5e-5));
    }

    @Test
    void eachKpiFollowsItsFormula() throws IOException {
        SiteYear y = read("""
                        site,year,EDC,EIT,EIT-2,WIN,WIN-POT,EREUSE,ERES-GOO,ERES-PPA,HEAT-PUMP,TONNES
                        A,2025,1200,1000,960,400,300,120,240,360,20,0.3
                        """).getFirst();
        assertThat(kpi(y, "PUE", "1").value()).hasValue(1.2);
        assertThat(kpi(y, "PUE", "2").value()).hasValue(1.25);
        assertThat(kpi(y, "PUE", "3").value()).isEmpty();
        assertThat(kpi(y, "PUE-EnEfG", "1").value()).hasValue(1.18);
        assertThat(kpi(y, "WUE", "1").value()).hasValue(300);
        assertThat(kpi(y, "WUE", "2").value()).hasValue(400);
        assertThat(kpi(y, "ERF", "").value()).hasValue(0.1);
        assertThat(kpi(y, "REF", "").value()).hasValue(0.5);
        assertThat(kpi(y, "CUE", "1").value().orElseThrow()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void metersOfOneFileGiveSumsKpisAndTree() throws IOException {
        String csv = """
                meter,point,parent,time,value,unit
                grid,UTILITY,,2025-01-01T00:00:00Z,1000,MWh
                grid,UTILITY,,2025-01-01T02:00:00Z,1000.012,MWh
                ups,UPS,grid,2025-01-01T00:00:00Z,0,kWh
                ups,UPS,grid,2025-01-01T02:00:00Z,10,kWh
                city,WATER,,2025-01-01T00:00:00Z,5,m3
                city,WATER,,2025-01-01T02:00:00Z,5.004,m3
                """;
        SiteYear y = read(csv).getFirst();
        assertThat(kpi(y, "PUE", "1").value().orElseThrow()).isCloseTo(1.2, within(1e-6));
        assertThat(kpi(y, "WUE", "2").value().orElseThrow()).isCloseTo(0.4, within(1e-6));
        assertThat(y.tree().orElseThrow().losses().getFirst().share()).isCloseTo(1 / 6.0, within(1e-6));
    }

    @Test
    void aDocumentsRetiredCertificatesCountWithTheirSource() throws IOException {
        String json = """
                {"site": "Oslo", "year": 2025,
                 "totals": {"EDC": {"value": 1000, "source": "utility bill"}, "EIT": 800,
                            "ERES-GOO": {"value": 500, "source": "registry statement 17"}}}
                """;
        SiteYear y = read(json).getFirst();
        assertThat(kpi(y, "REF", "").value()).hasValue(0.5);
        assertThat(Objects.requireNonNull(y.totals().values().get(Symbol.ERES_GOO))
                        .source())
                .isEqualTo("registry statement 17");
        assertThat(y.totals().period()).isEqualTo("2025-01-01T00:00:00Z/2026-01-01T00:00:00Z");
    }
}
