/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A published table is checked as a sceptical reader would: rounding is forgiven, what cannot close is told. */
class PublishedTableCheckTest {

    private static List<Flag> flags(String csv) {
        return PublishedTableCheck.check(csv, "table.csv").flags();
    }

    private static List<String> named(List<Flag> flags) {
        return flags.stream()
                .map(f -> f.rule() + " " + f.site() + " " + f.year() + " " + f.measure())
                .toList();
    }

    @Test
    void aLargeOperatorsIndexShowsItsKnownDefectsAndNoOthers() throws IOException {
        String csv;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/published/meta-2023.csv"))) {
            csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(named(flags(csv)))
                .containsExactlyInAnyOrder(
                        // 13 sites add up to 4,893,000 MWh
                        "TOTAL_NOT_SUM Data centers total 2019 energy",
                        "TOTAL_NOT_SUM Total 2022 energy",
                        // "other" sites are not in the sum
                        "TOTAL_NOT_SUM Data centers total 2021 waterWithdrawal",
                        "TOTAL_NOT_SUM Total 2020 waterConsumption",
                        // figures of water stress stand in the rows of data centres and offices
                        "YEAR_OUT_OF_LINE Data centers total 2021 waterConsumption",
                        "YEAR_OUT_OF_LINE Offices total 2021 waterConsumption",
                        "PART_ABOVE_WHOLE Offices total 2021 waterConsumption",
                        // the published WUE follows from no published water
                        "RATIO_NOT_DERIVABLE Data centers total 2019 wue",
                        "RATIO_NOT_DERIVABLE Data centers total 2020 wue",
                        "RATIO_NOT_DERIVABLE Data centers total 2021 wue",
                        "RATIO_NOT_DERIVABLE Data centers total 2022 wue",
                        "RATIO_NOT_DERIVABLE Data centers total 2023 wue",
                        // MWh of 2023 over revenue of 2022
                        "RATIO_OTHER_YEAR Total 2023 energy/revenue",
                        // overhead of leased space came over from Scope 3 in 2023
                        "BOUNDARY_MOVED Leased data center facilities 2023 energy",
                        "UNCHANGED_FACTOR Altoona (IA) 2020 locationBased",
                        "UNCHANGED_FACTOR Forest City (NC) 2020 locationBased",
                        "UNCHANGED_FACTOR Fort Worth (TX) 2020 locationBased",
                        "UNCHANGED_FACTOR Los Lunas (NM) 2020 locationBased",
                        "UNCHANGED_FACTOR Prineville (OR) 2020 locationBased");
        Flag water = flags(csv).stream()
                .filter(f -> f.year() == 2021 && f.measure().equals("waterWithdrawal"))
                .findFirst()
                .orElseThrow();
        assertThat(water.expected().orElseThrow()).isEqualTo(3_463_000);
        assertThat(water.why()).contains("Other data center-related facilities").contains("left out");
    }

    /** Sites and years that close, printed with rounding. */
    private static String clean(RandomGenerator random, int sites) {
        StringBuilder csv = new StringBuilder("site,year,energyMWh,locationBasedTonnes,waterML,pue,wue\n");
        double[] energy = random.doubles(sites, 50_000, 900_000).toArray();
        double[] factor = random.doubles(sites, 0.05, 0.6).toArray();
        double[] water = random.doubles(sites, 0.1, 0.5).toArray();
        for (int year = 2019; year <= 2023; year++) {
            double e = 0;
            double t = 0;
            double w = 0;
            for (int i = 0; i < sites; i++) {
                energy[i] *= random.nextDouble(0.97, 1.3);
                factor[i] *= random.nextBoolean() ? random.nextDouble(0.9, 0.98) : random.nextDouble(1.02, 1.08);
                double ml = water[i] * energy[i] / 1000 * random.nextDouble(0.8, 1.2);
                csv.append(String.format(
                        Locale.ROOT, "Site %d,%d,%.0f,%.0f,%.0f,,%n", i, year, energy[i], energy[i] * factor[i], ml));
                e += energy[i];
                t += energy[i] * factor[i];
                w += ml;
            }
            double pue = random.nextDouble(1.05, 1.4);
            csv.append(String.format(
                    Locale.ROOT, "Total,%d,%.0f,%.0f,%.0f,%.2f,%.2f%n", year, e, t, w, pue, w * 1000 / (e / pue)));
        }
        return csv.toString();
    }

    @Test
    void aTableThatClosesRaisesNoFlag() {
        Seeds.forAll(
                60,
                (random, seed) ->
                        assertThat(flags(clean(random, random.nextInt(3, 25)))).isEmpty());
    }

    @Test
    void oneWrongSiteIsFoundAndTheTotalNamesIt() {
        Seeds.forAll(40, (random, seed) -> {
            List<String> lines =
                    new java.util.ArrayList<>(clean(random, 9).lines().toList());
            int at = 1 + 10 * 2 + random.nextInt(9);
            String[] cells = lines.get(at).split(",", -1);
            cells[2] = Long.toString(Long.parseLong(cells[2]) * 1000);
            lines.set(at, String.join(",", cells));
            List<Flag> flags = flags(String.join("\n", lines));
            assertThat(flags).anySatisfy(f -> {
                assertThat(f.rule()).isEqualTo("UNIT_SLIP");
                assertThat(f.site()).isEqualTo(cells[0]);
                assertThat(f.year()).isEqualTo(2021);
            });
            assertThat(flags).anySatisfy(f -> {
                assertThat(f.rule()).isEqualTo("TOTAL_NOT_SUM");
                assertThat(f.why()).contains(cells[0]);
            });
        });
    }

    @Test
    void aRatioOverTheDenominatorOfTheYearBeforeIsNamed() {
        String csv = """
                site,year,energyMWh,itEnergyMWh,pue,waterML,wue
                Total,2022,1200000,1000000,1.200,500,0.500
                Total,2023,1500000,1300000,1.500,650,0.650
                """;
        assertThat(named(flags(csv))).contains("RATIO_OTHER_YEAR Total 2023 pue", "RATIO_OTHER_YEAR Total 2023 wue");
        assertThat(flags(csv).getFirst().why()).contains("2022");
    }

    @Test
    void withoutTheDenominatorTwoYearsThatImplyTheSameOneAreTold() {
        String csv = """
                year,Electricity (MWh),Electricity per million USD of revenue
                2021,"9,420,839",79.9
                2022,"11,508,131",98.7
                2023,"15,325,314",131.42
                """;
        assertThat(named(flags(csv))).containsExactly("RATIO_OTHER_YEAR Total 2023 energy/revenue");
    }

    @Test
    void wueFromConsumptionIsANoteOfItsBasisAndNoError() {
        String csv = """
                site,year,energy (GWh),water withdrawal (ML),water consumption (ML),PUE,WUE (L/kWh)
                A,2023,120,60,30,1.20,0.30
                """;
        List<Flag> flags = flags(csv);
        assertThat(named(flags)).containsExactly("RATIO_BASIS A 2023 wue");
        assertThat(flags.getFirst().severity()).isEqualTo(Flag.Severity.INFO);
    }

    @Test
    void longFormAndYearsAcrossReadAlike() {
        String across = """
                metric,site,unit,2021,2022
                Electricity,A,MWh,100000,110000
                Electricity,B,MWh,50000,60000
                Electricity,Total,MWh,150000,171000
                """;
        String longForm = """
                metric,site,year,value,unit
                Electricity,A,2021,100,GWh
                Electricity,B,2021,50,GWh
                Electricity,Total,2021,150,GWh
                Electricity,A,2022,110,GWh
                Electricity,B,2022,60,GWh
                Electricity,Total,2022,171,GWh
                """;
        assertThat(named(flags(across))).containsExactly("TOTAL_NOT_SUM Total 2022 energy");
        assertThat(named(flags(longForm))).isEmpty(); // 171 GWh may be 110.4 and 60.4
        assertThat(flags(across).getFirst().expected().orElseThrow()).isEqualTo(170_000);
    }

    @Test
    void rowsThatStandTwiceAndSignsAndImpossibleRatiosAreTold() {
        String csv = """
                site,year,energyMWh,locationBasedTonnes,pue,renewable share (%)
                A,2022,1000,400,0.95,100
                A,2022,1000,400,0.95,100
                B,2022,-2000,800,1.2,120
                C,2022,0,500,,
                """;
        assertThat(named(flags(csv)))
                .contains(
                        "DUPLICATE_ROW A 2022 energy",
                        "OUT_OF_RANGE A 2022 pue",
                        "NEGATIVE_VALUE B 2022 energy",
                        "OUT_OF_RANGE B 2022 renewableShare",
                        "ZERO_WITH_ACTIVITY C 2022 locationBased");
    }

    /** Three sites over five years that close; {@code factor} times the measure of column {@code at} from {@code year} on. */
    private static String changed(int at, double factor, int year, boolean allSites) {
        StringBuilder csv = new StringBuilder("site,year,energyMWh,locationBasedTonnes,waterML\n");
        double[][] energy = {{100412, 121337, 130958, 141223, 155871}, {201775, 210432, 221908, 230117, 251334}};
        for (int s = 0; s < 2; s++) {
            for (int i = 0; i < 5; i++) {
                double e = energy[s][i];
                double[] row = {e, e * (0.41 - 0.013 * i) / (1 + s), e * (0.31 + 0.004 * i) / 1000};
                row[at] *= 2019 + i >= year && (allSites || s == 0) ? factor : 1;
                csv.append(String.format(
                        Locale.ROOT, "%s,%d,%.0f,%.0f,%.2f%n", "AB".charAt(s), 2019 + i, row[0], row[1], row[2]));
            }
        }
        return csv.toString();
    }

    @Test
    void aUnitThatChangesFromAYearOnIsToldOnceWithItsYear() {
        assertThat(flags(changed(0, 1, 2021, true))).isEmpty();
        assertThat(named(flags(changed(2, 1000, 2021, false)))).containsExactly("UNIT_CHANGED A 2021 waterWithdrawal");
        assertThat(named(flags(changed(2, 0.264172, 2022, true))))
                .containsExactly("UNIT_CHANGED A 2022 waterWithdrawal", "UNIT_CHANGED B 2022 waterWithdrawal");
        assertThat(named(flags(changed(0, 3.6, 2022, true))))
                .containsExactly("UNIT_CHANGED A 2022 energy", "UNIT_CHANGED B 2022 energy");
        assertThat(flags(changed(0, 3.6, 2022, true)).getFirst().why()).contains("gigajoules");
    }

    @Test
    void aSlipOfOneYearIsNotBlamedOnTheYearsBesideIt() {
        String csv = changed(2, 1, 2021, true).replaceFirst("(A,2021,[0-9]+,[0-9]+),([0-9.]+)", "$1,41000");
        assertThat(named(flags(csv))).containsExactly("UNIT_SLIP A 2021 waterWithdrawal");
    }

    @Test
    void hallsThatWentFromOneRowToAnotherAreTold() {
        String csv = """
                site,year,energyMWh
                A,2019,100412
                A,2020,121337
                A,2021,130958
                A,2022,111223
                B,2019,201775
                B,2020,210432
                B,2021,221908
                B,2022,260117
                """;
        assertThat(named(flags(csv))).containsExactly("BOUNDARY_MOVED A 2022 energy");
        assertThat(flags(csv).getFirst().why()).contains("while B rises");
    }

    @Test
    void printedFactorsThatStayAndZonesThatMoveAreTold() {
        String csv = """
                cloud-region,year,em-zone-id,location carbon intensity (gCO2/kWh)
                europe-north1,2022,AU-VIC,131
                europe-north1,2023,FI,131
                europe-west1,2022,BE,165
                europe-west1,2023,BE,165
                """;
        assertThat(named(flags(csv)))
                .containsExactlyInAnyOrder(
                        "ZONE_CHANGED europe-north1 2023 zone",
                        "UNCHANGED_FACTOR europe-north1 2023 factorLocation",
                        "UNCHANGED_FACTOR europe-west1 2023 factorLocation");
    }

    @Test
    void anAmountThatOnlyChangedItsScopeIsTold() {
        String csv = """
                year,scope1 tonnes,scope2 market-based tonnes,scope3 tonnes
                2021,500,10000,200000
                2022,510,90000,120100
                """;
        assertThat(named(flags(csv))).containsExactly("BOUNDARY_MOVED Total 2022 marketBased");
    }

    @Test
    void overheadThatMovedBetweenCategoriesIsTold() {
        String csv = """
                category,year,tonnes
                Category 1: Purchased goods and services,2022,2545466
                Category 3: Fuel and energy,2022,12658
                Category 8: Upstream leased assets,2022,63444
                Total,2022,2621568
                Category 1: Purchased goods and services,2023,2045470
                Category 3: Fuel and energy,2023,72600
                Category 8: Upstream leased assets,2023,3502
                Total,2023,2121572
                """;
        assertThat(named(flags(csv))).containsExactly("BOUNDARY_MOVED Category 3: Fuel and energy 2023 totalGhg");
    }

    @Test
    void intensitiesOfAYearOverPeopleOfTheYearBeforeAreTold() {
        String csv = """
                metric,unit,2021,2022,2023
                Total water withdrawal,megaliters,5043,4893,5274
                Water withdrawal per monthly active person,liters,0.001405,0.001308,0.001410
                GHG emissions (Scope 1 and 2) operational,tCO2e,57661,67207,50610
                GHG intensity per million USD of revenue,t,0.49,0.58,0.43
                Revenue,million USD,117929,116609,134902
                """;
        assertThat(named(flags(csv)))
                .containsExactlyInAnyOrder(
                        "RATIO_OTHER_YEAR Total 2023 waterWithdrawal/users",
                        "RATIO_OTHER_YEAR Total 2023 operationalGhg/revenue");
    }

    @Test
    void whatCannotBeReadIsToldAndTheRestIsChecked() {
        assertThat(named(flags("site,year,energyMWh\nA,twenty,5\nB,2022,lots\nB,2023,7\n")))
                .containsExactly("UNREAD_CELL B 2022 energy", "UNREAD_ROW Total 0 year");
        assertThatThrownBy(() -> flags("site,year,energyMWh\nA,twenty,5\n")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> flags("a,b\n1,2\n")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> flags("")).isInstanceOf(BadInputException.class);
    }

    @Test
    void numbersAreReadAsTheyArePrinted() {
        assertThat(Printed.parse("1,043,606").orElseThrow().value()).isEqualTo(1_043_606);
        assertThat(Printed.parse("1.043.606,5").orElseThrow().value()).isEqualTo(1_043_606.5);
        assertThat(Printed.parse("<500").orElseThrow().high()).isEqualTo(500);
        assertThat(Printed.parse("86%").orElseThrow().value()).isCloseTo(0.86, within(1e-12));
        assertThat(Printed.parse("0,27").orElseThrow().value()).isEqualTo(0.27);
        assertThat(Printed.isNothing("-")).isTrue();
    }
}
