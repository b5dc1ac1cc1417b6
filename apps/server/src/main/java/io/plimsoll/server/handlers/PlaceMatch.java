/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.ClaimedHour;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.EnergyCertificateRow;
import io.plimsoll.postgres.EnergyClaim;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.PlaceApi;
import io.plimsoll.server.handlers.PlaceYears.Year;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.sustain.ledger.HourlyMatcher;
import io.plimsoll.sustain.ledger.HourlyMatcher.Storage;
import io.plimsoll.sustain.meter.Hours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Retires certificates for the hours of a year: of the same grid and hour, the one that expires first before the others, then what
 * storage carried over. What was retired before stays and is not matched again.
 */
final class PlaceMatch {

    private static final int CERTIFICATES_MAX = 1_000_000;
    private static final int ZONES_MAX = 100;

    private final Database record;
    private final PlaceYears years;

    PlaceMatch(Database record, PlaceYears years) {
        this.record = record;
        this.years = years;
    }

    PlaceApi.MatchDone match(Call<PlaceApi.MatchAsk> call) {
        Site site = Scope.site(record, call);
        int number = Math.toIntExact(Math.clamp(call.pathNumber("year"), 0, 9999));
        List<PlaceApi.ZoneAsk> asked = call.input().zones();
        List<Storage> storage = checked(asked);
        List<String> zones = asked.stream().map(PlaceApi.ZoneAsk::zone).toList();
        Year year = years.of(site.name(), number);
        long[][] load = load(year, zones);
        long[][] before = covered(year, zones, load[0].length);
        long[][] open = new long[zones.size()][load[0].length];
        for (int z = 0; z < open.length; z++) {
            for (int h = 0; h < open[z].length; h++) {
                open[z][h] = Math.max(load[z][h] - before[z][h], 0);
            }
        }
        List<EnergyCertificateRow> all = record.energyCertificates().list(site.name(), 0, CERTIFICATES_MAX).stream()
                .sorted(Comparator.comparing(EnergyCertificateRow::expires).thenComparingLong(EnergyCertificateRow::id))
                .toList();
        HourlyMatcher.Match match = HourlyMatcher.match(open, supply(year, all, zones), storage);
        long[] lost = new long[zones.size()];
        List<EnergyClaim> claims = claims(year, all, zones, match, lost);
        if (!claims.isEmpty()) {
            record.energyCertificates()
                    .claim(Scope.stamp(call), site.name(), number + " in " + String.join(", ", zones), claims);
        }
        return done(years.of(site.name(), number), zones, load, claims, lost);
    }

    private static List<Storage> checked(List<PlaceApi.ZoneAsk> asked) {
        if (asked.isEmpty() || asked.size() > ZONES_MAX) {
            throw bad(asked.size() + " zones", "1 to " + ZONES_MAX + " zones");
        }
        if (asked.stream().map(PlaceApi.ZoneAsk::zone).distinct().count() < asked.size()) {
            throw bad("a zone twice", "each zone once");
        }
        return asked.stream()
                .map(a -> {
                    PlaceApi.StorageAsk s = a.storage();
                    if (s == null) {
                        return Storage.NONE;
                    }
                    boolean fine = s.capacityMWh() >= 0
                            && s.capacityMWh() < 1e6
                            && s.powerMW() >= 0
                            && s.powerMW() < 1e6
                            && s.efficiency() > 0
                            && s.efficiency() <= 1;
                    if (!fine) {
                        throw bad(s.toString(), "MWh and MW from 0, efficiency above 0 and at most 1");
                    }
                    return new Storage(
                            Math.round(s.capacityMWh() * 1e6), Math.round(s.powerMW() * 1e6), s.efficiency());
                })
                .toList();
    }

    private static Problem bad(String seen, String expected) {
        return Problem.badInput(new InputProblem("body /zones", 0, seen, expected));
    }

    /** What the meters of each zone took, in watt-hours by the hour. */
    private static long[][] load(Year year, List<String> zones) {
        Map<String, String> zoneOf = new HashMap<>();
        year.document()
                .rest()
                .path("meters")
                .forEach(m ->
                        zoneOf.put(m.path("id").asString(""), m.path("zone").asString("")));
        int hours = Math.toIntExact(
                Duration.between(year.document().from(), year.document().to()).toHours());
        double[][] sums = new double[zones.size()][hours];
        for (Hours h : year.meters()) {
            if (!PlaceViews.isSupply(h)) {
                continue;
            }
            String zone = zoneOf.getOrDefault(h.meter().id(), "");
            if (zone.isEmpty() && zones.size() > 1) {
                throw bad(
                        "meter " + h.meter().id() + " without a zone",
                        "a 'zone' with each supply meter in the document of the year, as several zones are asked for");
            }
            int z = zone.isEmpty() ? 0 : zones.indexOf(zone);
            for (int i = 0; z >= 0 && i < Math.min(hours, h.amounts().length); i++) {
                sums[z][i] += h.amounts()[i];
            }
        }
        long[][] out = new long[zones.size()][];
        Arrays.setAll(out, z -> Arrays.stream(sums[z]).mapToLong(Math::round).toArray());
        return out;
    }

    private static long[][] covered(Year year, List<String> zones, int hours) {
        long[][] out = new long[zones.size()][hours];
        for (ClaimedHour c : year.claims()) {
            int z = zones.indexOf(c.zone());
            long h = Duration.between(year.document().from(), c.hour()).toHours();
            if (z >= 0 && h >= 0 && h < hours) {
                out[z][(int) h] += c.coversWh();
            }
        }
        return out;
    }

    /** Only a certificate that was made within one hour can cover one. */
    private static HourlyMatcher.Supply supply(Year year, List<EnergyCertificateRow> all, List<String> zones) {
        int[] hour = new int[all.size()];
        int[] zone = new int[all.size()];
        long[] wh = new long[all.size()];
        for (int i = 0; i < all.size(); i++) {
            EnergyCertificateRow c = all.get(i);
            long seconds = Duration.between(year.document().from(), c.from()).toSeconds();
            long lasts = Duration.between(c.from(), c.to()).toSeconds();
            zone[i] = zones.indexOf(c.zone());
            boolean exact = seconds >= 0
                    && Math.floorMod(seconds, 3600) + lasts <= 3600
                    && zone[i] >= 0
                    && !c.from().isAfter(c.expires());
            hour[i] = exact ? (int) Math.min(seconds / 3600, Integer.MAX_VALUE) : -1;
            wh[i] = c.last() - c.first() + 1 - c.claimedWh();
        }
        return new HourlyMatcher.Supply(hour, zone, wh);
    }

    private static List<EnergyClaim> claims(
            Year year, List<EnergyCertificateRow> all, List<String> zones, HourlyMatcher.Match match, long[] lost) {
        long[] next = all.stream().mapToLong(c -> c.first() + c.claimedWh()).toArray();
        List<EnergyClaim> out = new ArrayList<>();
        for (HourlyMatcher.Claim c : match.claims()) {
            EnergyCertificateRow of = all.get(c.certificate());
            var hour = year.document().from().plusSeconds(3600L * c.hour());
            if (hour.isAfter(of.expires())) {
                continue; // it lay in storage until it had expired
            }
            long first = next[c.certificate()];
            next[c.certificate()] += c.wh() + c.lost();
            lost[c.zone()] += c.lost();
            out.add(new EnergyClaim(of.id(), first, next[c.certificate()] - 1, hour, zones.get(c.zone()), c.wh()));
        }
        return out;
    }

    private static PlaceApi.MatchDone done(
            Year after, List<String> zones, long[][] load, List<EnergyClaim> claims, long[] lost) {
        long[][] covered = covered(after, zones, load[0].length);
        List<PlaceApi.ZoneDone> each = new ArrayList<>();
        long allLoad = 0;
        long allCovered = 0;
        for (int z = 0; z < zones.size(); z++) {
            long sum = Arrays.stream(load[z]).sum();
            long met = 0;
            for (int h = 0; h < load[z].length; h++) {
                met += Math.min(load[z][h], covered[z][h]);
            }
            allLoad += sum;
            allCovered += met;
            each.add(new PlaceApi.ZoneDone(zones.get(z), met, sum, lost[z], sum == 0 ? 0 : (double) met / sum));
        }
        return new PlaceApi.MatchDone(
                claims.size(),
                claims.stream().mapToLong(EnergyClaim::coversWh).sum(),
                allLoad,
                allLoad == 0 ? 0 : (double) allCovered / allLoad,
                each);
    }
}
