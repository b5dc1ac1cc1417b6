/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** StepFun's trace of 400 servers over 349 days through the ledger, under a contract for 380 of them. */
class TraceReplayTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final long SECONDS = 349 * 86_400L;

    private static final String CONTRACT = """
            id: three-eighty
            unit: node
            tranches: [{quantity: 380, from: 2025-01-01}]
            availability: {target: 99.5%, measure: timeMet, kOfN: {k: 16, n: 18}, blockNodes: 18}
            price: {cents: 100000, per: unit month}
            credits: {ladder: [{below: 99.5%, credit: 10%}, {below: 99%, credit: 25%}], cap: 25%, claimDays: 30}
            """;

    private static Log log() throws IOException {
        Log.Builder builder = new Log.Builder("trace");
        try (InputStream in = Files.newInputStream(SharedData.require("health/infinitehbd-fault-trace.json"))) {
            FaultTrace.read(in, "trace", new FaultTrace.Frame(START, 400, 8, 18), 1, (e, hash) -> builder.add(e));
        }
        return builder.build();
    }

    @Test
    void theReplayOfTheRealTraceEqualsACountOfItsFaultsByHand() throws IOException {
        Log log = log();
        Commitment contract = CommitmentReader.read(CONTRACT, "contract").getFirst();
        Statement s = new Statements(Timelines.of(log), contract, START.plusSeconds(SECONDS), Optional.empty())
                .of(new Windows(START, START.plusSeconds(SECONDS)), new Statement.Sources("", "", log.size(), 0));
        assertThat(log.units()).hasSize(400);
        // Of 584 faults two begin while another of their node still runs.
        assertThat(log.size()).isEqualTo(400 + 2 * 582);
        Map<String, Long> down = new TreeMap<>();
        TreeMap<Long, Integer> changes = new TreeMap<>();
        Map<String, Long> since = new TreeMap<>();
        Map<String, Integer> depth = new TreeMap<>();
        try (InputStream in = Files.newInputStream(SharedData.require("health/infinitehbd-fault-trace.json"))) {
            for (JsonNode e : JsonMapper.shared().readTree(in)) {
                long at = Math.round(e.path("event_time").asDouble() * 86_400);
                String node = e.path("node_id").asString();
                boolean begins = e.path("event_type").asString().equals("fault_start");
                int running = depth.merge(node, begins ? 1 : -1, Integer::sum);
                if (begins && running == 1) {
                    since.put(node, at);
                    changes.merge(at, 1, Integer::sum);
                } else if (!begins && running == 0) {
                    down.merge(node, at - since.getOrDefault(node, at), Long::sum);
                    changes.merge(at, -1, Integer::sum);
                }
            }
        }
        long all = down.values().stream().mapToLong(Long::longValue).sum();
        Statement.Measured mean = s.measures().getFirst();
        assertThat(mean.denominator()).isEqualTo(400 * SECONDS);
        assertThat(mean.numerator()).isEqualTo(400 * SECONDS - all);
        long met = 0;
        long before = 0;
        int broken = 0;
        for (var change : changes.entrySet()) {
            met += broken <= 20 ? change.getKey() - before : 0;
            before = change.getKey();
            broken += change.getValue();
        }
        met += broken <= 20 ? SECONDS - before : 0;
        assertThat(s.measures().get(1).numerator()).isEqualTo(met);
        long worst = down.values().stream().mapToLong(Long::longValue).max().orElse(0);
        assertThat(s.measures().get(3).numerator()).isEqualTo(SECONDS - worst);
        assertThat(s.ledger()).allMatch(Statement.Balance::conserved);
        // Fourteen of them begin in the very second in which another of their node ends: one outage.
        assertThat(s.outages()).hasSize(568);
    }

    @Test
    void breakFixEventsOfALedgerReadBackToTheSameOutages() throws IOException {
        Log log = log();
        List<BreakFix.Event> events = BreakFix.events(Timelines.of(log), "provider");
        assertThat(events).hasSize(568).allMatch(e -> e.ticketClosed().isPresent());
        String json = JsonMapper.shared().writeValueAsString(events);
        Set<String> none = Set.of();
        List<String> back = new ArrayList<>();
        Log.Builder builder = new Log.Builder("events");
        BreakFix.read(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                "events",
                none,
                OptionalInt.of(8),
                1,
                (e, hash) -> builder.add(e));
        BreakFix.events(Timelines.of(builder.build()), "provider").forEach(e -> back.add(span(e)));
        assertThat(back).isEqualTo(events.stream().map(TraceReplayTest::span).collect(Collectors.toList()));
    }

    private static String span(BreakFix.Event e) {
        return e.hardwareId() + " " + e.ticketOpened() + " " + e.ticketClosed() + " " + e.nodeHandoverDate();
    }
}
