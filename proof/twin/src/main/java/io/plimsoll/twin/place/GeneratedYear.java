/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.place;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A year of a site out of a seed, in the formats that a real site sends, with the troubles that real meters have: a counter that
 * is reset, a meter that is replaced, a day without readings. Everything in it says that it is generated.
 *
 * @param document what the site says of the year, JSON
 * @param readings CSV of all meters, a reading an hour
 * @param certificates CSV, one certificate for each hour with wind
 * @param itKWh the true sum of the IT, to hold figures against
 * @param siteKWh the true sum of all energy
 */
public record GeneratedYear(String document, String readings, String certificates, double itKWh, double siteKWh) {

    private static final double GPU_SERVERS = 64;
    private static final double SERVER_KW = 10.2;

    /** The same seed gives the same year. */
    public static GeneratedYear of(String site, int year, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Instant from = LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant to = LocalDate.of(year + 1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        int hours = Math.toIntExact(Duration.between(from, to).toHours());
        Rows rows = new Rows(from, hours);
        StringBuilder wind = new StringBuilder(
                "# generated, seed " + seed + "\nid,device,source,zone,time,to,expires,first,last,origin\n");
        long serial = 0;
        for (int h = 0; h < hours; h++) {
            double day = Math.sin(2 * Math.PI * (h % 24 - 9) / 24.0);
            double summer = -Math.cos(2 * Math.PI * h / hours);
            double it = GPU_SERVERS * SERVER_KW * (0.72 + 0.06 * day + 0.08 * random.nextDouble());
            double cooling = it * (0.09 + 0.04 * Math.max(summer, 0) + 0.01 * random.nextDouble());
            double sun = Math.max(0, 60 * day * (0.6 + 0.4 * summer) * random.nextDouble());
            double test = h % 730 == 12 ? 40 : 0;
            double site1 = it / 0.965 + cooling + 12;
            rows.hour(h, site1 - sun - test, sun, test, it, it * 0.992, cooling, it * 0.11);
            long wh = Math.round(1000 * site1 * Math.min(1, 1.3 * random.nextDouble()));
            wind.append(String.format(
                    Locale.ROOT,
                    "GEN-%s-%d-%d,gen-wind-%s-%d,wind,NO1,%s,%s,%s,%d,%d,GOO%n",
                    site,
                    year,
                    h,
                    site,
                    year,
                    from.plusSeconds(3600L * h),
                    from.plusSeconds(3600L * (h + 1)),
                    to.plusSeconds(180L * 86_400),
                    serial,
                    serial + wh - 1));
            serial += wh;
        }
        return new GeneratedYear(
                document(site, year, hours, rows.it), rows.text.toString(), wind.toString(), rows.it, rows.site);
    }

    private static String document(String site, int year, int hours, double itKWh) {
        return String.format(
                Locale.ROOT, """
                {"site": "%s", "year": %d, "generated": "every figure of this document is made up",
                 "identity": {"name": "%s (generated)", "owner": "Example owner", "ownerContact": "owner@example.org",
                   "operator": "Example operator", "operatorContact": "operator@example.org", "lau": "NO-0301", "postcode": "0150",
                   "type": "colocation", "structure": "structure", "mixed": "no", "operationStart": "2024-05",
                   "redundancy": {"highVoltage": "N", "lowVoltage": "N+1", "rack": "2N", "coolingRoom": "N+1", "coolingRack": "N"}},
                 "facility": {"pditKW": 653, "pditBasis": "installed", "floorM2": 1900, "computerRoomM2": 900, "gridFunctions": "no",
                   "wasteHeatC": 34, "intakeAirC": 25, "refrigerants": ["R-1234ze"], "coolingDegreeDays": 21,
                   "serverCapacity": 41000, "serverCoverage": 1, "storagePB": 12, "storageCoverage": 1, "bandwidthInGBs": 50, "bandwidthOutGBs": 50,
                   "trafficInEB": 0.02, "trafficOutEB": 0.03,
                   "connectedKW": 900, "ownGenerationKWh": 49400, "purchasedKWh": 5025200, "fedInKWh": 0, "wasteHeatKWh": 3900000,
                   "deliveredHeatC": 62, "dataProcessedEB": 0.05, "waterConsumedThousandM3": 0.61, "waterStressShare": 0,
                   "planningNarrative": "made up: heat to the district, a grid of hydropower, ground above the flood"},
                 "lossLimits": {"UTILITY": 0.3, "UPS": 0.02},
                 "meters": [
                   {"id": "grid", "point": "UTILITY", "uncertainty": 0.005, "source": "class 0.5 S"},
                   {"id": "pv", "point": "ONSITE_RENEWABLE", "uncertainty": 0.01, "source": "class 1"},
                   {"id": "genset", "point": "BACKUP_GENERATOR", "uncertainty": 0.01, "source": "class 1"},
                   {"id": "ups", "point": "UPS", "parent": "grid", "uncertainty": 0.01, "mostKW": 800, "source": "class 1"},
                   {"id": "pdus", "point": "RACK_PDU", "parent": "ups", "uncertainty": 0.01, "source": "class 1"},
                   {"id": "chiller", "point": "COOLING", "parent": "grid", "uncertainty": 0.01, "source": "class 1"},
                   {"id": "heat", "point": "HEAT_REUSED", "uncertainty": 0.03, "source": "heat meter class 3"},
                   {"id": "water", "point": "WATER", "uncertainty": 0.02, "source": "meter class 2"},
                   {"id": "tap", "point": "POTABLE_WATER", "uncertainty": 0.02, "source": "meter class 2"}],
                 "totals": {"ERES-PPA": {"value": 0, "source": "no agreement"},
                   "HEAT-REMOVED": {"value": %.0f, "source": "heat balance of the chillers (generated)"}},
                 "water": {"gridFactor": {"value": 6.663, "source": "World Resources Institute 2020, Norway"}},
                 "ghg": {"scope1": 4, "upstreamFactor": {"value": 0.004, "source": "made up for the demo"}, "gridFactor": {"value": 0.031, "source": "made up for the demo"},
                   "residualFactor": {"value": 0.51, "source": "made up for the demo"},
                   "gridFactorHourly": {"values": [%s], "source": "made up for the demo"},
                   "gpusInstalled": [{"model": "H100", "count": 512}]},
                 "customers": [{"name": "Tenant A", "itKWh": %.3f, "source": "meters of its racks (generated)"},
                   {"name": "Tenant B", "itKWh": %.3f, "source": "meters of its racks (generated)"}]}
                """, site, year, site, itKWh * 0.97, factors(hours), itKWh * 0.6, itKWh * 0.3);
    }

    /** The grid imports at night and in winter, and its tonnes for each MWh rise. */
    private static String factors(int hours) {
        return IntStream.range(0, hours)
                .mapToObj(h -> String.format(
                        Locale.ROOT,
                        "%.4f",
                        0.031 + 0.008 * Math.cos(2 * Math.PI * h / 24) + 0.006 * Math.cos(2 * Math.PI * h / hours)))
                .collect(Collectors.joining(","));
    }

    /** Counters, and the troubles that they have. */
    private static final class Rows {

        private final StringBuilder text = new StringBuilder("meter,time,value,unit,serial\n");
        private final Instant from;
        private final int hours;
        private final String[] names = {"grid", "pv", "genset", "ups", "pdus", "chiller", "heat", "water", "tap"};
        private final double[] counts = {81_000, 12, 3, 7_700, 6_100, 900, 40, 10, 4};
        private double it;
        private double site;

        Rows(Instant from, int hours) {
            this.from = from;
            this.hours = hours;
            for (int i = 0; i < names.length; i++) {
                row(i, 0);
            }
        }

        void hour(int h, double... kW) {
            it += kW[3];
            site += kW[0] + kW[1] + kW[2];
            for (int i = 0; i < names.length; i++) {
                counts[i] += i < kW.length ? kW[i] : i == 7 ? kW[3] * 0.0002 : kW[3] * 0.00015;
                boolean reset = i == 3 && h == hours / 3;
                boolean replaced = i == 5 && h == hours / 2;
                if (reset || replaced) {
                    counts[i] = 0;
                }
                boolean silent = i == 0 && h >= 4_000 && h < 4_024;
                if (!silent) {
                    row(i, h + 1);
                }
            }
        }

        private void row(int i, int h) {
            String serial = i == 5 && h > hours / 2 ? "C-2" : names[i].toUpperCase(Locale.ROOT) + "-1";
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%.3f,%s,%s%n",
                    names[i],
                    from.plusSeconds(3600L * h),
                    counts[i],
                    i > 6 ? "m3" : "kWh",
                    serial));
        }
    }
}
