/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.sustain.ledger.CertificateLedger;
import io.plimsoll.sustain.ledger.EnergyCertificate;
import io.plimsoll.sustain.ledger.EnergyCertificate.Origin;
import io.plimsoll.sustain.ledger.HourlyMatcher;
import io.plimsoll.sustain.ledger.HourlyMatcher.Match;
import io.plimsoll.sustain.ledger.HourlyMatcher.Storage;
import io.plimsoll.sustain.ledger.MatchInput;
import io.plimsoll.sustain.ledger.MatchReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Certificates of one megawatt-hour each against a year of load by the hour. */
final class CertificatesBench {

    private static final int HOURS = 8760;
    private static final long MWH = 1_000_000;

    /**
     * @param matchMillis matching alone, median
     * @param wholeMillis issue, match, retire every claim in the ledger, report; once
     * @param equal whether the matched sum is that of the smaller of both, hour by hour
     */
    record Result(
            Machine machine,
            int certificates,
            int hours,
            double matchMillis,
            double storageMillis,
            double wholeMillis,
            double score,
            double scoreWithStorage,
            double annualScore,
            int claims,
            boolean equal) {}

    private CertificatesBench() {}

    static Result run(int certificates) {
        SplittableRandom random = new SplittableRandom(7);
        int[] hour = new int[certificates];
        for (int i = 0; i < certificates; i++) {
            int day = random.nextInt(365);
            boolean sun = random.nextInt(10) < 4;
            int of = sun ? 8 + random.nextInt(5) + random.nextInt(5) : random.nextInt(24);
            hour[i] = day * 24 + of;
        }
        long[] wh = new long[certificates];
        Arrays.fill(wh, MWH);
        long[][] load = {new long[HOURS]};
        for (int h = 0; h < HOURS; h++) {
            load[0][h] = (long) (certificates * (double) MWH / HOURS * (0.9 + 0.2 * random.nextDouble()));
        }
        HourlyMatcher.Supply supply = new HourlyMatcher.Supply(hour, new int[certificates], wh);
        Storage battery = new Storage(100 * MWH, 25 * MWH, 0.88);
        double[] plain = new double[9];
        double[] stored = new double[9];
        Match match = HourlyMatcher.match(load, supply, List.of());
        Match with = match;
        for (int i = 0; i < 9; i++) {
            long t = System.nanoTime();
            match = HourlyMatcher.match(load, supply, List.of());
            plain[i] = (System.nanoTime() - t) / 1e6;
            t = System.nanoTime();
            with = HourlyMatcher.match(load, supply, List.of(battery));
            stored[i] = (System.nanoTime() - t) / 1e6;
        }
        long t = System.nanoTime();
        MatchReport report = whole(hour, load, battery);
        double whole = (System.nanoTime() - t) / 1e6;
        Arrays.sort(plain);
        Arrays.sort(stored);
        return new Result(
                Machine.here(),
                certificates,
                HOURS,
                plain[4],
                stored[4],
                whole,
                match.score(-1),
                with.score(-1),
                report.annualScore(),
                report.claimCount(),
                equal(hour, load[0], match));
    }

    private static MatchReport whole(int[] hour, long[][] load, Storage battery) {
        Instant from = Instant.parse("2025-01-01T00:00:00Z");
        CertificateLedger ledger = new CertificateLedger();
        List<EnergyCertificate> all = new ArrayList<>(hour.length);
        for (int i = 0; i < hour.length; i++) {
            Instant at = from.plusSeconds(3600L * hour[i]);
            EnergyCertificate c = new EnergyCertificate(
                    "c" + i,
                    "farm",
                    "wind",
                    "DE",
                    at,
                    at.plusSeconds(3600),
                    at.plusSeconds(550L * 86_400),
                    i * MWH + 1,
                    (i + 1) * MWH,
                    Origin.GOO);
            ledger.issue(c, "site", 0);
            all.add(c);
        }
        MatchInput.Zone zone = new MatchInput.Zone("DE", battery, new double[0], new double[0], OptionalDouble.empty());
        return MatchReport.of("bench", new MatchInput("site", from, List.of(zone), load, all, ledger));
    }

    private static boolean equal(int[] hour, long[] load, Match match) {
        long[] made = new long[HOURS];
        for (int h : hour) {
            made[h] += MWH;
        }
        for (int h = 0; h < HOURS; h++) {
            if (match.matched()[0][h] != Math.min(made[h], load[h])) {
                return false;
            }
        }
        return true;
    }
}
