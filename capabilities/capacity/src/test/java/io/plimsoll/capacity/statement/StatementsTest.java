/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.statement;

import static io.plimsoll.capacity.Samples.HEADER;
import static io.plimsoll.capacity.Samples.at;
import static io.plimsoll.capacity.Samples.contract;
import static io.plimsoll.capacity.Samples.log;
import static io.plimsoll.capacity.Samples.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.CommitmentReader;
import io.plimsoll.model.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures that a person can recompute with a pencil. */
class StatementsTest {

    private static final String FOUR = HEADER + """
            2026-01-01T00:00:00Z,n1,,SERVING,8,den,r1,1,acme,,
            2026-01-01T00:00:00Z,n2,,SERVING,8,den,r1,2,acme,,
            2026-01-01T00:00:00Z,n3,,SERVING,8,den,r1,3,acme,,
            2026-01-01T00:00:00Z,n4,,SERVING,8,den,r1,4,acme,,
            2026-01-10T00:00:00Z,n2,SERVING,SUSPECT,,,,,,,INC-1
            2026-01-11T00:00:00Z,n2,SUSPECT,SERVING,,,,,,,INC-1
            2026-01-20T00:00:00Z,n3,SERVING,SUSPECT,,,,,,PLANNED,MW-7
            2026-01-20T06:00:00Z,n3,SUSPECT,SERVING,,,,,,,MW-7
            """;

    private static final String MONEY = """
            price: {cents: 1000000, per: unit month}
            credits:
              ladder: [{below: 99.5%, credit: 10%}, {below: 97%, credit: 25%}, {below: 95%, credit: 50%}]
              cap: 40%
              claimDays: 30
            """;

    private static Statement january(Commitment contract, String asOf) {
        return statement(FOUR, contract, "2026-01-01", "2026-02-01", asOf);
    }

    @Test
    void aDayWithThreeOfFourNodesIsAShortfallOfOneAndCostsTheStepOfItsShare() {
        Statement s = january(contract("node", 4, "exclusions: [planned]\n" + MONEY), "2026-02-10");
        assertThat(s.availability().numerator()).isEqualTo(30 * 86_400L);
        assertThat(s.availability().denominator()).isEqualTo(31 * 86_400L);
        assertThat(s.shortfalls()).singleElement().satisfies(f -> {
            assertThat(f.from()).isEqualTo(at("2026-01-10"));
            assertThat(f.until()).isEqualTo(at("2026-01-11"));
            assertThat(f.missing()).isEqualTo(1);
        });
        assertThat(s.credit().feeCents()).contains(4_000_000L);
        assertThat(s.credit().creditCents()).contains(1_000_000L);
        assertThat(s.outages()).hasSize(2).allSatisfy(o -> assertThat(o.cause()).isNotEmpty());
        assertThat(s.ledger()).allMatch(Statement.Balance::conserved);
    }

    @Test
    void anExclusionWithALimitCoversOnlySoMuchOfAnOutage() {
        Statement s =
                january(contract("node", 4, "exclusions: [{kind: planned, maxHours: 4}]\n" + MONEY), "2026-02-10");
        assertThat(s.availability().numerator()).isEqualTo(30 * 86_400L - 2 * 3_600);
        assertThat(s.outages().getLast().countedSeconds()).isEqualTo(2 * 3_600);
    }

    @Test
    void theCapHoldsTheCreditAndSaysSo() {
        Commitment dear = contract("node", 4, MONEY.replace("cap: 40%", "cap: 12.5%"));
        Statement s = january(dear, "2026-02-10");
        assertThat(s.credit().capped()).isTrue();
        assertThat(s.credit().uncappedCents()).contains(1_000_000L);
        assertThat(s.credit().creditCents()).contains(500_000L);
    }

    @Test
    void aCreditIsRoundedToTheCentOnce() {
        Commitment odd = contract("node", 4, MONEY.replace("1000000", "333"));
        assertThat(january(odd, "2026-02-10").credit().feeCents()).contains(1_332L);
        assertThat(january(odd, "2026-02-10").credit().creditCents()).contains(333L);
        Commitment linear = contract("node", 4, MONEY.replace("cap: 40%", "shape: linear"));
        Statement s = january(linear, "2026-02-10");
        // 95.967741.. % lies 1.032258.. points below 97 %, of 2 to the next step: 25 % + 25 % x 0.516129..
        assertThat(s.credit().creditCents()).contains(1_516_129L);
    }

    @Test
    void withoutAPriceTheCreditIsUnknownAndNotZero() {
        Statement s = january(contract("node", 4, "credits: {ladder: [{below: 99%, credit: 10%}]}"), "2026-02-10");
        assertThat(s.credit().creditCents()).isEmpty();
        assertThat(s.credit().share()).isEqualByComparingTo("0.1");
        assertThat(s.notes()).anyMatch(n -> n.contains("unknown, not zero"));
    }

    @Test
    void theClaimClockRunsThirtyDaysAndThenTheCreditLapses() {
        Commitment c = contract("node", 4, MONEY);
        assertThat(january(c, "2026-01-20").claim().state()).isEqualTo("WINDOW_RUNS");
        assertThat(january(c, "2026-02-10").claim().state()).isEqualTo("OPEN");
        assertThat(january(c, "2026-02-10").claim().secondsLeft()).isEqualTo(21 * 86_400L);
        assertThat(january(c, "2026-03-03").claim().state()).isEqualTo("LAPSED");
        Commitment claimed = contract("node", 4, MONEY + "  claims: [{window: 2026-01-01, at: 2026-02-20}]\n");
        assertThat(january(claimed, "2026-03-03").claim().state()).isEqualTo("CLAIMED");
    }

    @Test
    void thirtyOneOfThirtyTwoGpusIsAShortfallOfOneAndNeverAStandstill() {
        StringBuilder csv = new StringBuilder("effective_at,unit,from,to,class,gpus\n");
        for (int i = 0; i < 31; i++) {
            csv.append("2026-01-01T00:00:00Z,g").append(i).append(",,ACCEPTED,GPU,1\n");
        }
        Commitment c = contract("GPU", 32, "");
        Standing now = Standing.at(
                Timelines.of(log(csv.toString())), c, at("2026-01-02").getEpochSecond());
        assertThat(now.promised()).isEqualTo(32);
        assertThat(now.deliverable()).isEqualTo(31);
        assertThat(now.shortfall()).isEqualTo(1);
    }

    @Test
    void aNodeOfARackBelowKIsNotDeliverableToARackContract() {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int r = 0; r < 2; r++) {
            for (int s = 0; s < 18; s++) {
                csv.append("2026-01-01T00:00:00Z,r%d-t%d,,%s,4,den,r%d,%d,,,\n"
                        .formatted(r, s, r == 1 && s < 3 ? "SUSPECT" : "ACCEPTED", r, s));
            }
        }
        Standing now = Standing.at(
                Timelines.of(log(csv.toString())),
                contract("rack 16 of 18", 2, ""),
                at("2026-01-02").getEpochSecond());
        assertThat(now.deliverable()).isEqualTo(1);
        assertThat(now.physical()).isEqualTo(33);
    }

    @Test
    void aLateTrancheOwesItsRemedyAndIsNotCountedAsAnOutageToo() {
        String csv = HEADER + """
                2026-01-01T00:00:00Z,n1,,PLANNED,8,den,r1,1,acme,,
                2026-01-04T00:00:00Z,n1,PLANNED,RECEIVED,,,,,,,
                2026-01-04T01:00:00Z,n1,RECEIVED,INSTALLED,,,,,,,
                2026-01-04T02:00:00Z,n1,INSTALLED,CABLED,,,,,,,
                2026-01-04T03:00:00Z,n1,CABLED,TESTING,,,,,,,
                """;
        String served = csv.replace("cause\n", "cause,evidence\n")
                        .replace(",,,\n", ",,,,\n")
                        .replace("acme,,\n", "acme,,,\n")
                + "2026-01-10T12:00:00Z,n1,TESTING,ACCEPTED,,,,,,,,certificate:ab\n"
                + "2026-01-10T12:00:00Z,n1,ACCEPTED,SERVING,,,,,acme,,,\n";
        Commitment c = contract("node", 1, "delay: {remedy: damages, centsPerUnitDay: 5000, daysMax: 8}\n" + MONEY);
        Statement s = statement(served, c, "2026-01-01", "2026-02-01", "2026-02-10");
        assertThat(s.delays()).singleElement().satisfies(d -> {
            assertThat(d.lateDays()).isEqualTo(10);
            assertThat(d.delivered()).contains(at("2026-01-10T12:00:00Z"));
        });
        assertThat(s.credit().damagesCents()).isEqualTo(40_000);
        assertThat(s.availability().met()).isTrue();
        // 21.5 of 31 days are paid.
        assertThat(s.credit().feeCents()).contains(Math.round(1_000_000 * 21.5 / 31));
    }

    @Test
    void twoCommitmentsThatWouldCountTheSameFreeNodesAreRefused() {
        List<Commitment> two = CommitmentReader.read("""
                commitments:
                - {id: a, unit: node, tranches: [{quantity: 1, from: 2026-01-01}], availability: {target: 99%, measure: timeMet}}
                - {id: b, unit: node, tranches: [{quantity: 1, from: 2026-01-01}], availability: {target: 99%, measure: timeMet}}
                """, "two.yaml");
        Timelines timelines = Timelines.of(log(HEADER + "2026-01-01T00:00:00Z,n1,,ACCEPTED,8,,,,,,\n"));
        assertThatThrownBy(() -> Standing.requireOwnUnits(timelines, two, "two.yaml"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a and b");
    }
}
