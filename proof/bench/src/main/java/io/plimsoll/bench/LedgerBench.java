/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ledger.Balances;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.CommitmentReader;
import io.plimsoll.capacity.read.LedgerReader;
import io.plimsoll.capacity.statement.Standing;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import io.plimsoll.model.UnitState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Times statements and looks at an instant on a year of a site, for contracts of every unit. */
final class LedgerBench {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int DAYS = 365;
    private static final int ROUNDS = 5;
    private static final int TRAYS = 16;

    private LedgerBench() {}

    /**
     * @param rows of the ledger, openings and state changes
     * @param statementMillis warm, the slowest of all statements, each from the bare log
     * @param atMillis warm, the slowest look at an instant
     * @param conserved whether each statement's ledger added up
     */
    record Result(
            Machine machine,
            int nodes,
            int rows,
            double readMillis,
            List<Timed> statements,
            double statementMillis,
            double statementMillisMax,
            double atMillis,
            double atMillisMax,
            boolean conserved) {}

    /**
     * One kind of contract and window.
     *
     * @param medianMillis wall time of the rounds, as is the slowest
     * @param processorMillis of this thread in the quickest round, which other work on the machine slows less
     */
    record Timed(String contract, String window, double medianMillis, double slowestMillis, double processorMillis) {}

    static Result run(int nodes, int changes) throws IOException {
        byte[] csv = csv(nodes, changes, new SplittableRandom(1));
        long start = System.nanoTime();
        Log log = read(csv);
        double readMillis = millis(start);
        List<Commitment> contracts = contracts(nodes);
        boolean conserved = true;
        for (Commitment contract : contracts) {
            for (Windows window : windows()) {
                conserved &= statement(log, contract, window).ledger().stream().allMatch(Statement.Balance::conserved);
            }
        }
        List<Timed> timed = new ArrayList<>();
        for (Commitment contract : contracts) {
            for (Windows window : windows()) {
                double[] wall = new double[ROUNDS];
                double processor = Double.MAX_VALUE;
                for (int i = 0; i < ROUNDS; i++) {
                    start = System.nanoTime();
                    long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    statement(log, contract, window);
                    wall[i] = millis(start);
                    used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - used;
                    processor = Math.min(processor, used / 1e6);
                }
                Arrays.sort(wall);
                timed.add(new Timed(
                        contract.promise().unit().says(),
                        window.from() + " to " + window.until(),
                        wall[ROUNDS / 2],
                        wall[ROUNDS - 1],
                        processor));
            }
        }
        double[] at = at(log, contracts);
        return new Result(
                Machine.here(),
                nodes,
                log.size(),
                readMillis,
                timed,
                timed.stream().mapToDouble(Timed::medianMillis).max().orElse(0),
                timed.stream().mapToDouble(Timed::slowestMillis).max().orElse(0),
                at[at.length / 2],
                at[at.length - 1],
                conserved);
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static Log read(byte[] csv) throws IOException {
        return LedgerReader.log(new ByteArrayInputStream(csv), "bench");
    }

    private static Statement statement(Log log, Commitment contract, Windows window) {
        return new Statements(Timelines.of(log), contract, START.plusSeconds(DAYS * 86_400L), Optional.empty())
                .of(window, new Statement.Sources("", "", log.size(), 0));
    }

    private static List<Windows> windows() {
        return List.of(
                new Windows(START, START.plusSeconds(DAYS * 86_400L)),
                new Windows(Instant.parse("2025-11-01T00:00:00Z"), Instant.parse("2025-12-01T00:00:00Z")));
    }

    /** Sorted times of looks at instants through the year: balances and all contracts' standing, from the bare log. */
    private static double[] at(Log log, List<Commitment> contracts) {
        int looks = 60;
        double[] wall = new double[looks];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = -20; i < looks; i++) {
            long second = START.getEpochSecond() + random.nextLong(DAYS * 86_400L);
            long start = System.nanoTime();
            Balances.at(log, second, Long.MAX_VALUE);
            Standing.at(Timelines.of(log), contracts.get(Math.floorMod(i, contracts.size())), second);
            if (i >= 0) {
                wall[i] = millis(start);
            }
        }
        Arrays.sort(wall);
        return wall;
    }

    private static List<Commitment> contracts(int nodes) {
        int racks = nodes / (TRAYS + 2);
        String text = """
                commitments:
                - %s
                - %s
                - %s
                - %s
                """.formatted(
                        contract("gpu", "GPU", nodes * 7),
                        contract("node", "node", nodes * 95 / 100),
                        contract("rack", "rack 16 of 18", racks),
                        contract("block", "block of 64", Math.max(1, nodes / 128)));
        return CommitmentReader.read(text, "bench");
    }

    private static String contract(String id, String unit, int quantity) {
        return "{id: " + id + ", unit: " + unit + ", tranches: [{quantity: " + Math.max(1, quantity)
                + ", from: 2025-01-01}], availability: {target: 99%, measure: timeMet}, exclusions: [planned],"
                + " price: {cents: 4200, per: unit hour}, credits: {ladder: [{below: 99%, credit: 10%}], claimDays: 30},"
                + " delay: {remedy: waive}, termination: {breaches: 3, months: 6}, hotSpares: 4}";
    }

    /** Walks random nodes from SERVING to SUSPECT and back, every eighth by way of the whole repair. */
    private static byte[] csv(int nodes, int changes, SplittableRandom random) {
        StringBuilder out = new StringBuilder("effective_at,unit,from,to,gpus,site,rack,slot,exclusion,evidence\n");
        for (int i = 0; i < nodes; i++) {
            out.append(START)
                    .append(",n")
                    .append(i)
                    .append(",,SERVING,8,,r")
                    .append(i / (TRAYS + 2))
                    .append(',');
            out.append(i % (TRAYS + 2)).append(",,\n");
        }
        UnitState[] repair = {
            UnitState.SERVING,
            UnitState.SUSPECT,
            UnitState.DRAINING,
            UnitState.REPAIR,
            UnitState.INSTALLED,
            UnitState.CABLED,
            UnitState.TESTING,
            UnitState.ACCEPTED,
            UnitState.SERVING
        };
        long[] free = new long[nodes];
        Arrays.fill(free, START.getEpochSecond() + 1);
        long span = DAYS * 86_400L;
        List<String> rows = new ArrayList<>();
        while (rows.size() < changes) {
            int node = random.nextInt(nodes);
            long at = Math.max(free[node], START.getEpochSecond() + random.nextLong(span));
            if (at >= START.getEpochSecond() + span) {
                continue;
            }
            String exclusion = random.nextInt(10) == 0 ? "PLANNED" : "";
            if (random.nextInt(8) == 0) {
                for (int s = 1; s < repair.length; s++) {
                    at += 600 + random.nextLong(40_000);
                    rows.add(row(at, node, repair[s - 1], repair[s], exclusion));
                }
            } else {
                rows.add(row(at, node, UnitState.SERVING, UnitState.SUSPECT, exclusion));
                at += 600 + random.nextLong(40_000);
                rows.add(row(at, node, UnitState.SUSPECT, UnitState.SERVING, ""));
            }
            free[node] = at + 1;
        }
        rows.sort(null);
        rows.forEach(out::append);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String row(long at, int node, UnitState from, UnitState to, String exclusion) {
        return Instant.ofEpochSecond(at) + ",n" + node + "," + from + "," + to + ",,,,," + exclusion
                + (to == UnitState.ACCEPTED ? ",certificate:bench\n" : ",\n");
    }
}
