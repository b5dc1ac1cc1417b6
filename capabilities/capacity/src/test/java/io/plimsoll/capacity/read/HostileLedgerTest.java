/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever is done to a ledger or a contract, it is read or refused with what is wrong; and what is read can be counted. */
class HostileLedgerTest {

    private static final String CSV = """
            effective_at,unit,from,to,gpus,site,rack,slot,commitment,exclusion,notice_at,evidence,cause,id,recorded_at,reverses
            2026-01-01T00:00:00Z,n1,,SERVING,8,denton,r1,1,acme,,,,,1,2026-01-01T00:00:00Z,
            2026-01-01T00:00:00Z,n2,,SERVING,8,denton,r1,2,acme,,,,,2,2026-01-01T00:00:00Z,
            2026-01-01T00:00:00Z,s1,,HOT_SPARE,8,denton,r1,3,,,,,,3,2026-01-01T00:00:00Z,
            2026-01-10T00:00:00Z,n2,SERVING,SUSPECT,,,,,,PLANNED,2026-01-10T01:00:00Z,,INC-1,4,2026-01-10T02:00:00Z,
            ,n2,,,,,,,,,,,,5,2026-01-10T03:00:00Z,4
            2026-01-10T00:00:00Z,n2,SERVING,SUSPECT,,,,,,,,,INC-1,6,2026-01-10T03:00:00Z,
            2026-01-11T00:00:00Z,n2,SUSPECT,SERVING,,,,,,,,,INC-1,7,2026-01-11T00:00:00Z,
            """;

    private static final String JSON = """
            [{"effective_at":"2026-01-01","unit":"n1","to":"SERVING","gpus":8,"commitment":"acme"},
             {"effective_at":"2026-01-01","unit":"n2","to":"SERVING","gpus":8,"commitment":"acme"},
             {"effective_at":"2026-01-03T00:00:00+01:00","unit":"n1","from":"SERVING","to":"SUSPECT","cause":"XID 79"}]
            """;

    private static final String CONTRACT = """
            commitments:
              - id: acme
                customer: Acme
                unit: node
                hotSpares: 1
                tranches:
                  - {quantity: 1, from: 2026-01-01, until: 2026-02-01, longStop: 2026-01-20}
                  - {quantity: 2, from: 2026-02-01, until: 2027-01-01}
                availability: {target: 99.5%, measure: timeMet, window: calendar month, zone: UTC}
                exclusions: [{kind: planned, maxHours: 4}]
                evidence: {rule: operator record, clock: notice, graceMinutes: 5}
                price: {cents: 1000000, per: unit month}
                currency: USD
                credits:
                  ladder: [{below: 99.5%, credit: 10%}, {below: 97%, credit: 25%}]
                  cap: 40%
                  claimDays: 30
                delay: {remedy: damages, centsPerUnitDay: 5000, daysMax: 60}
                termination: {breaches: 2, months: 3}
            """;

    private static final String TRACE = """
            [{"node_id":"a","event_time":1.5,"event_type":"fault_start","fault_type":{"Class":"GPU","Desc":"ECC"}},
             {"node_id":"b","event_time":2,"event_type":"fault_start","fault_type":{"Class":"NIC","Desc":"down"}},
             {"node_id":"a","event_time":2.5,"event_type":"fault_end","fault_type":{"Class":"GPU","Desc":"ECC"}}]
            """;

    @Test
    void aDamagedLedgerIsRefusedOrItsStatesAddUp() {
        Commitment acme = CommitmentReader.read(CONTRACT, "contract").getFirst();
        Seeds.forAll(3_000, (random, seed) -> {
            String text = damaged(random.nextBoolean() ? CSV : JSON, random);
            try {
                Log.Builder builder = new Log.Builder("ledger");
                LedgerReader.read(in(text), "ledger", 1, Entry.NONE, (entry, hash) -> builder.add(entry));
                Log log = builder.build();
                Statement s = new Statements(
                                Timelines.of(log), acme, Instant.parse("2026-02-10T00:00:00Z"), Optional.empty())
                        .of(Windows.of(acme, java.time.YearMonth.of(2026, 1)), new Statement.Sources("", "", 0, 0));
                assertThat(s.ledger()).allMatch(Statement.Balance::conserved);
            } catch (BadInputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        });
    }

    @Test
    void aDamagedContractIsRefusedOrReadBackAsItWasWritten() {
        Seeds.forAll(3_000, (random, seed) -> {
            String text = damaged(CONTRACT, random);
            try {
                List<Commitment> read = CommitmentReader.read(text, "contract");
                java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
                CommitmentWriter.write(read, out);
                assertThat(CommitmentReader.read(out.toString(StandardCharsets.UTF_8), "again"))
                        .isEqualTo(read);
            } catch (BadInputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        });
    }

    @Test
    void aDamagedTraceOrBreakFixFileIsReadOrRefused() {
        FaultTrace.Frame frame = new FaultTrace.Frame(Instant.parse("2026-01-01T00:00:00Z"), 4, 8, 2);
        Seeds.forAll(2_000, (random, seed) -> {
            String text = damaged(TRACE, random);
            try {
                FaultTrace.read(in(text), "trace", frame, 1, (entry, hash) -> {});
                BreakFix.read(in(text), "events", Set.of("a"), OptionalInt.of(8), 1, (entry, hash) -> {});
            } catch (BadInputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        });
    }

    private static ByteArrayInputStream in(String text) throws IOException {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static final List<String> NASTY = List.of(
            "-1",
            "0",
            "99999999999999999999",
            "1e308",
            "NaN",
            "9999-12-31T23:59:59Z",
            "-999999999-01-01",
            "\"",
            "{",
            "[",
            "null",
            ",,",
            "\n",
            "\u00e9",
            "101%",
            "0%",
            "n1",
            "acme",
            "RETIRED",
            "PLANNED",
            "- ",
            ": ",
            "&a *a ");

    /** A few places changed: a byte, a cut, a repeat, or something that no reader likes. */
    private static String damaged(String original, RandomGenerator random) {
        String text = original;
        for (int i = random.nextInt(1, 5); i > 0 && text.length() > 1; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(1, 30));
            text = switch (random.nextInt(5)) {
                case 0 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
                case 1 -> text.substring(0, at);
                case 2 -> text.substring(0, at) + text.substring(end);
                case 3 -> text.substring(0, end) + text.substring(at);
                default -> text.substring(0, at) + NASTY.get(random.nextInt(NASTY.size())) + text.substring(end);
            };
        }
        return text;
    }
}
