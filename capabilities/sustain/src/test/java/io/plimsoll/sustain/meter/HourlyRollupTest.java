/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.model.BadInputException;
import io.plimsoll.sustain.meter.Meter.Kind;
import io.plimsoll.testkit.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Readings become watt-hours by the hour, and whatever happened to a meter is told with its effect. */
class HourlyRollupTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final Unit KWH = Unit.of("kWh").orElseThrow();

    private static Reading at(int minutes, double value, String serial) {
        return new Reading("m", START.plusSeconds(60L * minutes), value, KWH, serial, 0);
    }

    private static Hours roll(Meter meter, int hours, Reading... readings) {
        return HourlyRollup.of(meter, List.of(readings), START, START.plusSeconds(3600L * hours));
    }

    private static Meter counter() {
        return Meter.plain("m", Point.UTILITY, "", Kind.COUNTER);
    }

    @Test
    void aCountersDifferenceIsSpreadOverItsHours() {
        Hours h = roll(counter(), 3, at(0, 100, ""), at(90, 103, ""), at(180, 104.5, ""));
        assertThat(h.amounts()).containsExactly(new double[] {2000, 1500, 1000}, within(1e-6));
        assertThat(h.events()).isEmpty();
    }

    @Test
    void aResetLosesNothingThatTheCounterShowsSince() {
        Hours h = roll(counter(), 3, at(0, 100, ""), at(60, 102, ""), at(120, 1.5, ""), at(180, 3.5, ""));
        assertThat(h.sum()).isCloseTo(6000, within(1e-6));
        assertThat(h.events()).singleElement().satisfies(e -> {
            assertThat(e.kind()).isEqualTo(MeterEvent.Kind.COUNTER_RESET);
            assertThat(e.filled()).isCloseTo(500, within(1e-6));
        });
    }

    @Test
    void aReplacedMeterStartsANewCountWhateverItShows() {
        Hours h = roll(counter(), 3, at(0, 100, "A"), at(60, 102, "A"), at(120, 7000, "B"), at(180, 7002, "B"));
        assertThat(h.sum()).isCloseTo(6000, within(1e-6));
        assertThat(h.events()).extracting(MeterEvent::kind).containsExactly(MeterEvent.Kind.METER_REPLACED);
    }

    @Test
    void aCounterThatPassesItsEndLosesNothing() {
        Meter m = new Meter(
                "m",
                Point.UTILITY,
                "",
                Kind.COUNTER,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(1000),
                "");
        Hours h = roll(m, 2, at(0, 998, ""), at(60, 999.5, ""), at(120, 1, ""));
        assertThat(h.sum()).isCloseTo(3000, within(1e-6));
        assertThat(h.events()).extracting(MeterEvent::kind).containsExactly(MeterEvent.Kind.ROLLOVER);
    }

    @Test
    void aGapInPowerIsFilledAndBounded() {
        Unit kw = Unit.of("kW").orElseThrow();
        List<Reading> readings = new ArrayList<>();
        for (int minute = 0; minute <= 600; minute += 10) {
            if (minute <= 120 || minute >= 360) {
                readings.add(new Reading("m", START.plusSeconds(60L * minute), 5, kw, "", 0));
            }
        }
        Hours h = HourlyRollup.of(
                Meter.plain("m", Point.UTILITY, "", Kind.POWER), readings, START, START.plusSeconds(36_000));
        assertThat(h.sum()).isCloseTo(50_000, within(1e-6));
        assertThat(h.events()).singleElement().satisfies(e -> {
            assertThat(e.kind()).isEqualTo(MeterEvent.Kind.GAP);
            assertThat(e.filled()).isCloseTo(20_000, within(1e-6));
        });
        assertThat(h.measured()).isEqualTo(6);
    }

    @Test
    void noHourIsLostOrCountedTwiceWhereverReadingsFall() {
        Seeds.forAll(50, (random, seed) -> {
            List<Reading> readings = new ArrayList<>();
            double count = random.nextDouble(1e6);
            double first = count;
            int t = 0;
            readings.add(at(0, count, ""));
            while (t < 48 * 60) {
                t = Math.min(t + random.nextInt(1, 40), 48 * 60);
                count += random.nextDouble(3);
                readings.add(at(t, count, ""));
            }
            Hours h = HourlyRollup.of(counter(), readings, START, START.plusSeconds(48 * 3600L));
            assertThat(h.sum()).isCloseTo((count - first) * 1000, within(1e-3));
        });
    }

    @Test
    void lossesAreToldForEachStageAndMoreOutThanInIsImpossible() {
        Hours utility = new Hours(counter(), START, new double[] {1000, 1000}, 2, List.of());
        Hours ups = new Hours(
                Meter.plain("ups", Point.UPS, "m", Kind.COUNTER), START, new double[] {940, 940}, 2, List.of());
        Hours pdu = new Hours(
                Meter.plain("pdu", Point.RACK_PDU, "ups", Kind.COUNTER), START, new double[] {990, 990}, 2, List.of());
        MeterTree tree = MeterTree.of(List.of(utility, ups, pdu), Map.of(Point.UTILITY, 0.05));
        assertThat(tree.losses()).extracting(MeterTree.Loss::verdict).containsExactly("OVER_LIMIT", "MORE_OUT_THAN_IN");
        assertThat(tree.losses().getFirst().share()).isCloseTo(0.06, within(1e-9));
    }

    @Test
    void allFourFormatsAreRead() {
        String csv =
                "meter,time,value,unit,point\nu1,2025-01-01T00:00:00Z,5,MWh,UTILITY\nu1,2025-01-01T01:00:00Z,6,MWh,UTILITY\n";
        assertThat(ReadingsReader.read(csv, "r.csv").readings()).hasSize(2);
        String dcgm = """
                # TYPE DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION counter
                DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0",UUID="GPU-1",Hostname="n1"} 3600000 1735689600000
                DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-1"} 40 1735689600000
                pdu_energy_joules_total{instance="pdu1",outlet="3"} 7200 1735689600
                """;
        List<Reading> gpu = ReadingsReader.read(dcgm, "metrics.txt").readings();
        assertThat(gpu).extracting(Reading::meter).containsExactly("GPU-1", "pdu1/3");
        assertThat(gpu.getFirst().value() * gpu.getFirst().unit().scale()).isCloseTo(1, within(1e-12));
        assertThat(gpu.getFirst().at()).isEqualTo(gpu.getLast().at());
        String redfish = """
                {"@odata.type": "#MetricReport.v1_4_2.MetricReport", "Timestamp": "2025-01-01T00:00:00Z", "MetricValues": [
                  {"MetricProperty": "/redfish/v1/PowerEquipment/RackPDUs/1/Metrics#/EnergykWh/Reading", "MetricValue": "12.5"},
                  {"MetricProperty": "/redfish/v1/Chassis/1/Sensors/Temp", "MetricValue": "22"}]}
                """;
        assertThat(ReadingsReader.read(redfish, "report.json").readings())
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.unit()).isEqualTo(KWH);
                    assertThat(r.meter()).isEqualTo("/redfish/v1/PowerEquipment/RackPDUs/1/Metrics");
                });
        assertThatThrownBy(() -> ReadingsReader.read("meter,time,value,unit\na,now,x,kwh\n", "r.csv"))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.problems()).hasSize(3));
    }
}
