/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.ledger;

import io.plimsoll.sustain.carbon.Scope2;
import io.plimsoll.sustain.ledger.EnergyCertificate.Origin;
import io.plimsoll.sustain.ledger.HourlyMatcher.Match;
import io.plimsoll.sustain.ledger.HourlyMatcher.Supply;
import io.plimsoll.sustain.ledger.Slice.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code sustain match} answers. Energy in MWh.
 *
 * @param score hourly, over all zones, with certificates and on-site energy only
 * @param annualScore the same over the whole period, as today's rules have it, within each zone
 * @param retiredMWh what the claims used up, storage losses included, by origin
 * @param notHourExactMWh certificates whose interval is longer than an hour: they count in the yearly way only
 * @param claims every claim with its serials, so that each can be checked
 */
public record MatchReport(
        String source,
        int hours,
        double score,
        double annualScore,
        List<ZoneMatch> zones,
        Map<Origin, Double> retiredMWh,
        double storageLossMWh,
        double unusedMWh,
        double notHourExactMWh,
        double expiredMWh,
        double otherZoneMWh,
        int claimCount,
        List<Claimed> claims,
        List<String> notes) {

    /**
     * @param withGrid with the grid's own carbon-free share for the rest
     * @param fullHours hours that were covered wholly
     * @param scope2 empty without factors of the grid and of the residual mix
     */
    public record ZoneMatch(
            String zone,
            double loadMWh,
            double matchedMWh,
            double score,
            OptionalDouble withGrid,
            double annualScore,
            int fullHours,
            Optional<Scope2> scope2) {}

    /** Serials {@code first} to {@code last} of a certificate were retired for one hour of load. */
    public record Claimed(String certificate, String zone, Instant hour, long first, long last, long wh, long lostWh) {}

    /** Matches, retires every claim in the ledger, and sums up. */
    public static MatchReport of(String source, MatchInput in) {
        int n = in.certificates().size();
        int[] hour = new int[n];
        int[] zone = new int[n];
        long[] wh = new long[n];
        int hours = in.load().length == 0 ? 0 : in.load()[0].length;
        double[] annual = new double[in.zones().size()];
        double blunt = 0;
        double expired = 0;
        double elsewhere = 0;
        for (int i = 0; i < n; i++) {
            EnergyCertificate c = in.certificates().get(i);
            zone[i] = zoneOf(in, c.zone());
            wh[i] = c.quantityWh();
            hour[i] = hourOf(in, c);
            boolean late = c.expires().isBefore(in.from());
            if (late) {
                expired += wh[i];
                hour[i] = -1;
            } else if (zone[i] < 0) {
                elsewhere += wh[i];
            } else {
                annual[zone[i]] += wh[i];
                blunt += isHour(c) ? 0 : wh[i];
            }
        }
        Match match = HourlyMatcher.match(
                in.load(),
                new Supply(hour, zone, wh),
                in.zones().stream().map(MatchInput.Zone::storage).toList());
        List<Claimed> claims = retire(in, match);
        List<ZoneMatch> zones = new ArrayList<>();
        double covered = 0;
        double all = 0;
        for (int z = 0; z < in.zones().size(); z++) {
            ZoneMatch m = zone(in, match, z, annual[z]);
            zones.add(m);
            covered += m.annualScore() * m.loadMWh();
            all += m.loadMWh();
        }
        List<String> notes = new ArrayList<>();
        if (blunt > 0) {
            notes.add("certificates without an hour cannot be matched by the hour; they are in annualScore alone");
        }
        long forever = in.certificates().stream()
                .filter(c -> c.expires().equals(EnergyCertificate.NOT_TOLD))
                .count();
        if (forever > 0) {
            notes.add(forever + " certificates name no 'expires': counted as valid, which a registry may not confirm");
        }
        return new MatchReport(
                source,
                hours,
                match.score(-1),
                all == 0 ? 1 : covered / all,
                zones,
                retired(in),
                claims.stream().mapToLong(Claimed::lostWh).sum() / 1e6,
                Arrays.stream(match.unused()).sum() / 1e6,
                blunt / 1e6,
                expired / 1e6,
                elsewhere / 1e6,
                claims.size(),
                claims,
                notes);
    }

    private static int zoneOf(MatchInput in, String name) {
        for (int z = 0; z < in.zones().size(); z++) {
            if (in.zones().get(z).name().equals(name)) {
                return z;
            }
        }
        return -1;
    }

    private static boolean isHour(EnergyCertificate c) {
        return Duration.between(c.from(), c.to()).toSeconds() <= 3600;
    }

    private static int hourOf(MatchInput in, EnergyCertificate c) {
        long seconds = Duration.between(in.from(), c.from()).toSeconds();
        boolean within = seconds >= 0
                && (seconds % 3600) + Duration.between(c.from(), c.to()).toSeconds() <= 3600;
        return within ? (int) Math.min(seconds / 3600, Integer.MAX_VALUE) : -1;
    }

    private static List<Claimed> retire(MatchInput in, Match match) {
        long[] next = new long[in.certificates().size()];
        List<Claimed> out = new ArrayList<>(match.claims().size());
        for (HourlyMatcher.Claim claim : match.claims()) {
            EnergyCertificate c = in.certificates().get(claim.certificate());
            Instant at = in.from().plusSeconds(3600L * claim.hour());
            long first = c.first() + next[claim.certificate()];
            long last = first + claim.wh() + claim.lost() - 1;
            next[claim.certificate()] += claim.wh() + claim.lost();
            String zone = in.zones().get(claim.zone()).name();
            in.ledger().retire(c.id(), first, last, in.owner(), zone + " " + at, c.from());
            out.add(new Claimed(c.id(), zone, at, first, last, claim.wh(), claim.lost()));
        }
        return out;
    }

    private static Map<Origin, Double> retired(MatchInput in) {
        Map<Origin, Double> out = new EnumMap<>(Origin.class);
        for (EnergyCertificate c : in.certificates()) {
            for (Slice s : in.ledger().of(c.id())) {
                if (s.state() == State.RETIRED) {
                    out.merge(c.origin(), s.quantityWh() / 1e6, Double::sum);
                }
            }
        }
        return out;
    }

    private static ZoneMatch zone(MatchInput in, Match match, int z, double annualWh) {
        MatchInput.Zone zone = in.zones().get(z);
        double[] load = Arrays.stream(in.load()[z]).asDoubleStream().toArray();
        double[] matched = Arrays.stream(match.matched()[z]).asDoubleStream().toArray();
        double sum = Arrays.stream(load).sum();
        int full = 0;
        for (int h = 0; h < load.length; h++) {
            full += matched[h] >= load[h] ? 1 : 0;
        }
        double[] share = zone.gridCarbonFree();
        Optional<Scope2> scope2 =
                zone.gridFactor().length > 0 && zone.residual().isPresent()
                        ? Optional.of(scope2(load, matched, annualWh, zone))
                        : Optional.empty();
        return new ZoneMatch(
                zone.name(),
                sum / 1e6,
                Arrays.stream(matched).sum() / 1e6,
                match.score(z),
                CarbonFree.of(load, matched, share).withGrid(),
                sum == 0 ? 1 : Math.min(annualWh / sum, 1),
                full,
                scope2);
    }

    private static Scope2 scope2(double[] load, double[] matched, double annualWh, MatchInput.Zone zone) {
        double residual = zone.residual().orElseThrow();
        Scope2 s = Scope2.of(mwh(load), mwh(matched), zone.gridFactor(), residual);
        double rest = Math.max(Arrays.stream(load).sum() - annualWh, 0) / 1e6;
        return new Scope2(
                s.locationAnnual(),
                rest * residual,
                s.locationHourly(),
                s.marketHourly(),
                rest,
                s.unmatchedHourlyMwh());
    }

    private static double[] mwh(double[] wh) {
        return Arrays.stream(wh).map(x -> x / 1e6).toArray();
    }
}
