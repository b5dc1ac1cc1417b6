/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One table in the many forms that operators publish reads to the same figures, and what is no figure is told. */
class PublishedFormsTest {

    /** As {@code site year measure value} lines; the readings behind a check. */
    private static List<String> figures(String csv) {
        Findings findings = new Findings();
        Table table = TableReader.read(csv, "table.csv", findings).table();
        List<String> out = new java.util.ArrayList<>();
        for (String site : table.sites()) {
            for (Measure m : table.measures()) {
                new TreeMap<>(table.series(m.id(), site))
                        .forEach((year, f) ->
                                out.add(table.name(site) + " " + year + " " + m.id() + " " + Printed.shown(f.value())));
            }
        }
        return out;
    }

    private static CheckReport check(String csv) {
        return PublishedTableCheck.check(csv, "table.csv");
    }

    private static final List<String> TWO_SITES = List.of(
            "Alpha 2022 energy 1,000,500",
            "Alpha 2023 energy 1,200,250",
            "Alpha 2022 waterWithdrawal 120,000",
            "Alpha 2023 waterWithdrawal 130,500",
            "Beta 2022 energy 300,125",
            "Beta 2023 energy 310,000",
            "Beta 2022 waterWithdrawal 40,000");

    private static final String PLAIN = """
            site,year,energyMWh,waterML
            Alpha,2022,"1,000,500",120
            Alpha,2023,"1,200,250",130.5
            Beta,2022,"300,125",40
            Beta,2023,"310,000",-
            """;

    private static void same(String csv) {
        assertThat(figures(csv)).containsExactlyInAnyOrderElementsOf(TWO_SITES);
    }

    @Test
    void thePlainFormAndOneWithABomAndBlankLinesReadAlike() {
        same(PLAIN);
        same("\uFEFF" + PLAIN.replace("\n", "\r\n\r\n,,,\r\n"));
        same("sep=;\n"
                + PLAIN.replace("\",\"", "")
                        .replace(",", ";")
                        .replace(";000;500", ",000,500")
                        .replace(";200;250", ",200,250")
                        .replace(";125\"", ",125\"")
                        .replace("310;000", "310,000"));
    }

    @Test
    void germanHeadersDecimalCommasAndSemicolonsAreRead() {
        same("""
                Standort;Berichtsjahr;Stromverbrauch (MWh);Wasserentnahme (Tsd. m³);Anmerkung
                Alpha;2022;1.000.500;120,0;
                Alpha;2023;1.200.250;130,5;"geprüft; ohne Büros"
                Beta;2022;300.125;40,0;
                Beta;2023;310.000;k. A.;
                Quelle: Nachhaltigkeitsbericht 2023, S. 14;;;;
                """);
        same("""
                Kennzahl;Standort;Einheit;2022;2023
                Stromverbrauch;Alpha;GWh;1.000,5;1.200,25
                Stromverbrauch;Beta;MWh;300.125;310.000
                Wasserentnahme;Alpha;m³;120.000;130.500
                Wasserentnahme;Beta;m³;40.000;–
                """);
    }

    @Test
    void germanHeadingsOfTheGreenhouseGasesAreUnderstood() {
        CheckReport report = check("""
                Rechenzentrum;Jahr;Gesamtenergieverbrauch (MWh);IT-Stromverbrauch (MWh);Scope-2-Emissionen, standortbasiert (t CO2-Äq.);Scope 2 (marktbasiert) [Tonnen CO2e];Wasserverbrauch (m³);Abwasser (m³);Anteil erneuerbarer Energien (%);PUE
                Alpha;2023;1.200,5;1.000,0;400;12;5.000;1.000;100;1,20
                """);
        assertThat(report.measures().stream().map(CheckReport.Understood::measure))
                .containsExactly(
                        "energy",
                        "itEnergy",
                        "locationBased",
                        "marketBased",
                        "waterConsumption",
                        "waterDischarge",
                        "renewableShare",
                        "pue");
        assertThat(report.flags()).isEmpty();
        assertThat(report.notes()).noneMatch(n -> n.contains("not understood"));
    }

    @Test
    void footnotesSourcesAndTitlesAreToldAndLeftOut() {
        String csv = """
                Table 7: Environmental data of our data centres
                site,year,energyMWh,waterML
                Alpha,2022,"1,000,500",120
                Alpha,2023,"1,200,250",130.5
                Beta,2022,"300,125",40
                Beta,2023,"310,000",[a]

                (1) restated
                [a] Not metered before April, see page 12, table 3
                "Source: annual report 2023, page 5"
                Source: annual report 2023, page 5, table 3
                Source: Alpha,2024 Sustainability Report,page 12
                * Includes leased halls
                """;
        same(csv);
        CheckReport report = check(csv);
        assertThat(report.sites()).containsExactly("Alpha", "Beta");
        assertThat(report.notes())
                .anyMatch(n -> n.contains("'(1) restated'"))
                .anyMatch(n -> n.contains("Source: annual report 2023, page 5, table 3"))
                .anyMatch(n -> n.contains("Table 7"))
                .anyMatch(n -> n.contains("'[a]' is no figure"));
        assertThat(report.byRule()).doesNotContainKeys("UNREAD_ROW", "UNREAD_CELL");
    }

    @Test
    void marksInNamesAndCellsSplitNoSiteAndSpoilNoFigure() {
        same("""
                site,year,Electricity (MWh)¹,Water withdrawal (ML) [2]
                Alpha¹,2022,"1,000,500*",120 (a)
                Alpha,2023,"1,200,250 [1]",130.5†
                Beta*,2022,"300,125²",40
                Beta (2),2023,"310\u00a0000",n/a*
                """);
        assertThat(figures("site,year,energyMWh\nDublin (1),2023,5\nDublin (2),2023,6\nDublin (1),2022,4\n"))
                .containsExactly("Dublin (1) 2022 energy 4", "Dublin (1) 2023 energy 5", "Dublin (2) 2023 energy 6");
        assertThat(figures("site,year,energyMWh\n東京,2023,5\n大阪,2023,6\nZürich,2022,4\nZu\u0308rich,2023,4\n"))
                .contains("東京 2023 energy 5", "大阪 2023 energy 6", "Zürich 2023 energy 4");
    }

    @Test
    void unitsStandInARowOfTheirOwnOrBehindTheNumber() {
        same("""
                Location,FY,Electricity,Water withdrawal
                ,,GWh,ML
                Alpha,FY22,"1,000.5",120
                Alpha,FY23,"1,200.25",130.5
                Beta,FY22,300.125,40
                Beta,FY23,310,nil
                """);
        same("""
                Location,FY,Electricity,Water withdrawal
                Alpha,FY22,"1,000.5 GWh","120,000 m3"
                Alpha,FY23,"1,200.25 GWh",130.5 ML
                Beta,FY22,"300,125 MWh",40 ML
                Beta,FY23,310 GWh,not disclosed
                """);
    }

    @Test
    void severalYearsStandWideInHeadingsAndGroups() {
        same("""
                Site,Electricity 2022 (MWh),Electricity 2023 (MWh),Water 2022 (ML),Water 2023 (ML),Change 2022-2023 (%)
                Alpha,"1,000,500","1,200,250",120,130.5,20%
                Beta,"300,125","310,000",40,–,3%
                """);
        same("""
                Site,Electricity (MWh),,Water (ML),
                ,2022,2023,2022,2023
                Alpha,"1,000,500","1,200,250",120,130.5
                Beta,"300,125","310,000",40,–
                """);
        same("""
                ,2022,,2023,
                Site,Electricity (MWh),Water (ML),Electricity (MWh),Water (ML)
                Alpha,"1,000,500",120,"1,200,250",130.5
                Beta,"300,125",40,"310,000",–
                """);
    }

    @Test
    void linesBetweenNameTheQuantityOrTheYear() {
        same("""
                Data centre,2022,2023
                Electricity consumption (MWh),,
                Alpha,"1,000,500","1,200,250"
                Beta,"300,125","310,000"
                Water withdrawal (ML),,
                Alpha,120,130.5
                Beta,40,—
                """);
        same("""
                Data centre,Electricity (MWh),Water (ML)
                2022,,
                Alpha,"1,000,500",120
                Beta,"300,125",40
                FY2023,,
                Alpha,"1,200,250",130.5
                Beta,"310,000",-
                """);
    }

    @Test
    void cellsThatWereMergedTakeTheNameAbove() {
        same("""
                Site,Year,Electricity (MWh),Water (ML)
                Alpha,2022,"1,000,500",120
                ,2023,"1,200,250",130.5
                Beta,2022,"300,125",40
                ,2023,"310,000",-
                """);
        same("""
                Year,Site,Electricity (MWh),Water (ML)
                2022,Alpha,"1,000,500",120
                ,Beta,"300,125",40
                2023,Alpha,"1,200,250",130.5
                ,Beta,"310,000",-
                """);
    }

    @Test
    void quantitiesDownAndYearsAcrossWithoutASiteAreTheWhole() {
        assertThat(figures("""
                Environmental data,Unit,2022,2023
                Total electricity consumption,GWh,7.2,8.4
                Scope 2 (location-based),tCO2e,"2,700","3,100"
                Scope 2 (market-based),MTCO2e,300,310
                """))
                .containsExactly(
                        "Total 2022 energy 7,200",
                        "Total 2023 energy 8,400",
                        "Total 2022 locationBased 2,700",
                        "Total 2023 locationBased 3,100",
                        "Total 2022 marketBased 300",
                        "Total 2023 marketBased 310");
    }

    @Test
    void quotesThatBelongToANameDoNotStopTheReading() {
        assertThat(
                        figures(
                                "site,year,energyMWh\n\"Alpha\" (IA),2023,\"1,005\"\n\"Beta \"\"B\"\"\",2023,7\n\"see page, 5\n"))
                .containsExactlyInAnyOrder(
                        "\"Alpha\" (IA) 2023 energy 1,005".replace("\"", ""), "Beta \"B\" 2023 energy 7");
    }

    @Test
    void sitesMayStandAcross() {
        assertThat(figures("Metric,Unit,Year,Alpha,Beta\nElectricity,GWh,2023,5,6\nWater withdrawal,ML,2023,7,n.a.\n"))
                .containsExactlyInAnyOrder(
                        "Alpha 2023 energy 5,000", "Beta 2023 energy 6,000", "Alpha 2023 waterWithdrawal 7,000");
    }

    @Test
    void totalsOverYearsAndRepeatedHeadingsAreNoRows() {
        CheckReport report = check("""
                site,year,energyMWh
                Alpha,2022,100
                Alpha,2023,110
                site,year,energyMWh
                Total,2022,100
                Total,2023,110
                Total,2022-2023 total,210
                Change,,10%
                """);
        assertThat(report.flags()).isEmpty();
        assertThat(report.years()).containsExactly(2022, 2023);
    }

    @Test
    void aTotalThatMissesStaysFoundBetweenFootnotes() {
        CheckReport report = check("""
                Our data centres;;;
                Standort;Jahr;Stromverbrauch (MWh)¹;Wasserentnahme (m³)
                Alpha*;2023;1.234,5;2.000
                Beta;2023;2.000,0;[a]
                Gesamt;2023;3.334,5;2.000
                ¹ inkl. Kühlung;;;
                """);
        assertThat(report.byRule()).containsOnlyKeys("TOTAL_NOT_SUM");
        assertThat(report.flags().getFirst().expected().orElseThrow()).isEqualTo(3234.5);
    }

    @Test
    void rangesRoughFiguresAndAccountantsSignsAreRead() {
        assertThat(Printed.parse("1,200 – 1,300").orElseThrow().low()).isEqualTo(1200);
        assertThat(Printed.parse("ca. 1,200").orElseThrow().exact()).isFalse();
        assertThat(Printed.parse("ca. 1,200").orElseThrow().high()).isEqualTo(1205);
        assertThat(Printed.parse("(1,200)").orElseThrow().value()).isEqualTo(-1200);
        assertThat(Printed.parse("1’200’300").orElseThrow().value()).isEqualTo(1_200_300);
        assertThat(Printed.parse("12,34,567").orElseThrow().value()).isEqualTo(1_234_567);
        assertThat(Printed.parse("1.234", Printed.Decimal.COMMA).orElseThrow().value())
                .isEqualTo(1234);
        assertThat(Printed.parse("0,123").orElseThrow().value()).isEqualTo(0.123);
        for (String none :
                List.of("", "-", "–", "—", "n/a", "N/A*", "n.a.", "k. A.", "not disclosed", "...", "nil", "-¹")) {
            assertThat(Printed.isNothing(none)).as(none).isTrue();
        }
        for (String mark : List.of("[a]", "(1)", "¹", "*", "a)", "†‡", "[1] [2]")) {
            assertThat(Cells.isMark(mark)).as(mark).isTrue();
        }
    }
}
