/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.model.BadInputException;
import io.plimsoll.sustain.ledger.EnergyCertificate.Origin;
import io.plimsoll.sustain.ledger.HourlyMatcher.Match;
import io.plimsoll.sustain.ledger.HourlyMatcher.Storage;
import io.plimsoll.sustain.ledger.HourlyMatcher.Supply;
import io.plimsoll.sustain.ledger.Slice.State;
import io.plimsoll.testkit.Seeds;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A watt-hour is issued once, owned by one, retired once; slices add up after every act, allowed or refused. */
class CertificateLedgerTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final List<String> OWNERS = List.of("a", "b", "c");

    private static EnergyCertificate certificate(String id, String device, long first, long last) {
        return new EnergyCertificate(
                id,
                device,
                "wind",
                "DE",
                START,
                START.plusSeconds(3600),
                START.plusSeconds(86_400),
                first,
                last,
                Origin.GOO);
    }

    private static void invariants(CertificateLedger ledger) {
        for (EnergyCertificate c : ledger.certificates()) {
            long next = c.first();
            for (Slice s : ledger.of(c.id())) {
                assertThat(s.first()).isEqualTo(next);
                assertThat(s.last()).isGreaterThanOrEqualTo(s.first());
                next = s.last() + 1;
            }
            assertThat(next).isEqualTo(c.last() + 1);
        }
    }

    /** One byte a watt-hour: who owns it and whether it is gone. The ledger must agree with so plain a book. */
    @Test
    void theLedgerAgreesWithABookOfSingleWattHours() {
        Seeds.forAll(150, (random, seed) -> {
            CertificateLedger ledger = new CertificateLedger();
            Map<Long, String> owner = new HashMap<>();
            Map<Long, State> state = new HashMap<>();
            for (int act = 0; act < 60; act++) {
                long first = random.nextLong(1, 200);
                long last = first + random.nextLong(0, 40);
                String who = OWNERS.get(random.nextInt(3));
                String whom = OWNERS.get(random.nextInt(3));
                int what = random.nextInt(5);
                try {
                    switch (what) {
                        case 0 -> {
                            boolean free = span(first, last).noneMatch(owner::containsKey);
                            ledger.issue(certificate("c" + act, "device", first, last), who, 0);
                            assertThat(free).isTrue();
                            span(first, last).forEach(w -> {
                                owner.put(w, who);
                                state.put(w, State.ACTIVE);
                            });
                        }
                        case 1, 2 -> {
                            ledger.transfer(any(ledger, random), first, last, who, whom);
                            span(first, last).forEach(w -> {
                                assertThat(owner.put(w, whom)).isEqualTo(who);
                                assertThat(state.get(w)).isEqualTo(State.ACTIVE);
                            });
                        }
                        default -> {
                            ledger.retire(any(ledger, random), first, last, who, "claim", START);
                            span(first, last).forEach(w -> {
                                assertThat(owner.get(w)).isEqualTo(who);
                                assertThat(state.put(w, State.RETIRED)).isEqualTo(State.ACTIVE);
                            });
                        }
                    }
                } catch (LedgerException e) {
                    if (what == 0) {
                        assertThat(span(first, last).anyMatch(owner::containsKey))
                                .isTrue();
                    }
                }
                invariants(ledger);
            }
            for (String who : OWNERS) {
                for (State s : List.of(State.ACTIVE, State.RETIRED)) {
                    assertThat(ledger.balanceWh(who, s))
                            .isEqualTo(owner.entrySet().stream()
                                    .filter(e -> e.getValue().equals(who) && state.get(e.getKey()) == s)
                                    .count());
                }
            }
        });
    }

    private static String any(CertificateLedger ledger, RandomGenerator random) {
        List<EnergyCertificate> all = List.copyOf(ledger.certificates());
        return all.isEmpty() ? "none" : all.get(random.nextInt(all.size())).id();
    }

    private static java.util.stream.Stream<Long> span(long first, long last) {
        return java.util.stream.LongStream.rangeClosed(first, last).boxed();
    }

    @Test
    void whatIsPastItsExpiryCannotBeRetiredAndADeviceCannotMakeMoreThanItCan() {
        CertificateLedger ledger = new CertificateLedger();
        ledger.issue(certificate("x", "d", 1, 1000), "a", 1000);
        assertThatThrownBy(() -> ledger.retire("x", 1, 10, "a", "late", START.plusSeconds(90_000)))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.rule()).isEqualTo(LedgerException.Rule.EXPIRED));
        assertThatThrownBy(() -> ledger.issue(certificate("y", "d", 2001, 3100), "a", 1000))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.rule()).isEqualTo(LedgerException.Rule.QUANTITY));
        assertThat(ledger.expire(START.plusSeconds(90_000))).isEqualTo(1000);
    }

    @Test
    void energyUnderAnAgreementCountsOnlyAsFarAsItsCertificatesWereRetired() {
        CertificateLedger ledger = new CertificateLedger();
        EnergyCertificate c = new EnergyCertificate(
                "p",
                "farm",
                "wind",
                "DE",
                START,
                START.plusSeconds(3600),
                START.plusSeconds(86_400),
                1,
                100,
                Origin.PPA);
        ledger.issue(c, "a", 0);
        ledger.transfer("p", 61, 100, "a", "b");
        ledger.retire("p", 1, 60, "a", "2025", START);
        assertThat(ledger.countedWh("a", Origin.PPA, 100)).isEqualTo(60);
        assertThat(ledger.countedWh("a", Origin.PPA, 50)).isEqualTo(50);
        assertThat(ledger.countedWh("a", Origin.GOO, 100)).isZero();
    }

    @Test
    void aFileOfCertificatesForTheRecordMustSayWhenEachExpires() {
        String head = "device,zone,time,to,expires,first,last\n";
        String good = "d,NO1,2025-01-01T00:00:00Z,2025-01-01T01:00:00Z,2026-07-01T00:00:00Z,1,100\n";
        assertThat(MatchReader.certificates(head + good, "c.csv")).hasSize(1);
        assertThatThrownBy(() -> MatchReader.certificates(
                        head + "d,NO1,2025-01-01T00:00:00Z,2025-01-01T01:00:00Z,,1,100\n", "c.csv"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("expires");
        assertThatThrownBy(() -> MatchReader.certificates(
                        good.replace("2026-07", "2024-07").transform(head::concat), "c.csv"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("before it expires");
    }

    @Test
    void factorsByTheHourAreWeighedByTheLoadOfThatHour() {
        String json = """
                {"from": "2025-01-01T00:00:00Z", "zones": [{"zone": "DE", "loadMWh": [1, 3], "gridFactor": [0.2, 0.6], "residual": 0.7}],
                 "certificates": [{"zone": "DE", "time": "2025-01-01T00:00:00Z", "mwh": 2}]}
                """;
        MatchReport r = MatchReport.of("in.json", MatchReader.read(json, "in.json"));
        assertThat(r.zones().getFirst().scope2().orElseThrow().locationAnnual()).isCloseTo(1.6, within(1e-9));
        assertThat(r.zones().getFirst().scope2().orElseThrow().locationHourly()).isCloseTo(2.0, within(1e-9));
        assertThat(r.zones().getFirst().scope2().orElseThrow().marketAnnual()).isCloseTo(1.4, within(1e-9));
        assertThat(r.zones().getFirst().scope2().orElseThrow().marketHourly()).isCloseTo(2.1, within(1e-9));
        assertThat(r.notes()).anyMatch(n -> n.contains("1 certificates name no 'expires'"));
    }

    @Test
    void hourlyMatchingIsTheSumOfTheSmallerAndUsesNoWattHourTwice() {
        Seeds.forAll(100, (random, seed) -> {
            int hours = random.nextInt(1, 30);
            long[][] load = new long[2][hours];
            for (long[] zone : load) {
                for (int h = 0; h < hours; h++) {
                    zone[h] = random.nextLong(0, 1000);
                }
            }
            int n = random.nextInt(0, 80);
            Supply supply = new Supply(new int[n], new int[n], new long[n]);
            long[][] made = new long[2][hours];
            for (int i = 0; i < n; i++) {
                supply.hour()[i] = random.nextInt(hours);
                supply.zone()[i] = random.nextInt(2);
                supply.wh()[i] = random.nextLong(1, 600);
                made[supply.zone()[i]][supply.hour()[i]] += supply.wh()[i];
            }
            Match plain = HourlyMatcher.match(load, supply, List.of());
            long all = 0;
            for (int z = 0; z < 2; z++) {
                for (int h = 0; h < hours; h++) {
                    assertThat(plain.matched()[z][h]).isEqualTo(Math.min(load[z][h], made[z][h]));
                    all += plain.matched()[z][h];
                }
            }
            assertThat(plain.claims().stream()
                            .mapToLong(HourlyMatcher.Claim::wh)
                            .sum())
                    .isEqualTo(all);
            Storage battery = new Storage(random.nextLong(1, 3000), random.nextLong(1, 900), random.nextDouble(0.7, 1));
            Match stored = HourlyMatcher.match(load, supply, List.of(battery, Storage.NONE));
            long[] used = new long[n];
            stored.claims().forEach(c -> used[c.certificate()] += c.wh() + c.lost());
            for (int i = 0; i < n; i++) {
                assertThat(used[i] + stored.unused()[i]).isEqualTo(supply.wh()[i]);
            }
            assertThat(stored.score(0)).isGreaterThanOrEqualTo(plain.score(0) - 1e-12);
            assertThat(stored.score(1)).isEqualTo(plain.score(1));
            for (HourlyMatcher.Claim c : stored.claims()) {
                assertThat(supply.hour()[c.certificate()]).isLessThanOrEqualTo(c.hour());
                assertThat(supply.zone()[c.certificate()]).isEqualTo(c.zone());
            }
        });
    }

    @Test
    void aFileIsMatchedAndEveryClaimIsRetired() {
        String csv = """
                kind,zone,time,mwh,id,device,first,last
                load,DE,2025-01-01T00:00:00Z,0.0001,,,,
                load,DE,2025-01-01T01:00:00Z,0.0001,,,,
                certificate,DE,2025-01-01T00:00:00Z,,x,farm,1,150
                certificate,FR,2025-01-01T01:00:00Z,,y,farm2,1,150
                """;
        MatchReport r = MatchReport.of("in.csv", MatchReader.read(csv, "in.csv"));
        assertThat(r.score()).isCloseTo(0.5, within(1e-12));
        assertThat(r.annualScore()).isCloseTo(0.75, within(1e-12));
        assertThat(r.claims()).singleElement().satisfies(c -> {
            assertThat(c.first()).isEqualTo(1);
            assertThat(c.last()).isEqualTo(100);
        });
        assertThat(r.otherZoneMWh()).isCloseTo(0.00015, within(1e-12));
    }

    @Test
    void rangesThatOverlapAreToldWithBothCertificates() {
        String csv = """
                kind,zone,time,mwh,id,device,first,last
                load,DE,2025-01-01T00:00:00Z,1,,,,
                certificate,DE,2025-01-01T00:00:00Z,,x,farm,1,150
                certificate,DE,2025-01-01T01:00:00Z,,y,farm,100,250
                """;
        assertThatThrownBy(() -> MatchReader.read(csv, "in.csv"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("OVERLAP")
                .hasMessageContaining("in.csv:4");
    }
}
