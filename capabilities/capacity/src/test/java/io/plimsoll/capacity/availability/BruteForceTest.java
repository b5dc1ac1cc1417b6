/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.Measure;
import io.plimsoll.capacity.Samples;
import io.plimsoll.capacity.ledger.Balances;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.model.Step;
import io.plimsoll.model.UnitState;
import io.plimsoll.testkit.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The five measures and the balances equal what one gets by looking at every unit in every second. */
class BruteForceTest {

    private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final int SECONDS = 60;

    private record Row(int at, int unit, String text, UnitState to, boolean served) {}

    @Test
    void everyMeasureOfARandomLedgerEqualsTheSumOverEverySecond() {
        Seeds.forAll(300, (random, seed) -> {
            int racks = 1 + random.nextInt(3);
            int perRack = 1 + random.nextInt(4);
            List<Row> rows = rows(random, racks * perRack, perRack);
            Commitment contract = contract(random, racks, perRack);
            int from = random.nextInt(20);
            int until = from + 1 + random.nextInt(SECONDS - from);
            Log log = Samples.log(csv(rows, random));
            Pool pool = Pool.of(Timelines.of(log), contract, START + from, START + until);
            Availability fast = Measures.of(pool, contract, contract.promise().tranches(), START + from, START + until);
            Slow slow = new Slow(rows, contract, racks, perRack);
            Map<Measure, long[]> expected = slow.measures(from, until);
            for (Measure measure : List.of(Measure.UNIT_MEAN, Measure.TIME_MET, Measure.K_OF_N, Measure.CONTIGUOUS)) {
                long[] e = expected.getOrDefault(measure, new long[2]);
                assertThat(fast.measures().get(measure)).as(measure + "").isEqualTo(new Ratio(e[0], e[1]));
            }
            assertThat(fast.measures()
                            .getOrDefault(Measure.WORST_NODE, Ratio.WHOLE)
                            .value())
                    .isEqualTo(slow.worst(from, until));
            assertThat(fast.delivered()).isEqualTo(new Ratio(slow.delivered, slow.promised));
        });
    }

    @Test
    void balancesEqualACountOfUnitsAndAddUpToWhatIsInstalledInWhateverOrderTheRowsStand() {
        Seeds.forAll(300, (random, seed) -> {
            List<Row> rows = rows(random, 6, 2);
            List<Balances.Row> one = Balances.at(Samples.log(csv(rows, random)), START + 30, Long.MAX_VALUE);
            Log permuted = Samples.log(csv(rows, random));
            List<Balances.Row> other = Balances.at(permuted, START + 30, Long.MAX_VALUE);
            assertThat(other).isEqualTo(one);
            assertThat(one).allMatch(Balances.Row::conserved);
            Map<UnitState, Long> counted = new EnumMap<>(UnitState.class);
            Timelines timelines = Timelines.of(permuted);
            for (int u = 0; u < permuted.units().size(); u++) {
                Unit unit = permuted.units().get(u);
                timelines.stateAt(u, START + 30).ifPresent(s -> counted.merge(s, (long) unit.gpus(), Long::sum));
            }
            assertThat(one.getFirst().gpus()).isEqualTo(counted);
            Balances.Row span = Balances.between(permuted, START + 10, START + 50, Long.MAX_VALUE)
                    .getFirst();
            assertThat(span.conserved()).isTrue();
        });
    }

    /** Walks each unit at random along the line, several steps in one second now and then. */
    private static List<Row> rows(RandomGenerator random, int units, int perRack) {
        List<Row> out = new ArrayList<>();
        for (int u = 0; u < units; u++) {
            UnitState state = UnitState.SERVING;
            int at = random.nextInt(3);
            out.add(new Row(at, u, ",SERVING,8,,r" + u / perRack + "," + u % perRack, state, true));
            at += 1 + random.nextInt(30);
            while (at < SECONDS) {
                UnitState from = state;
                List<UnitState> next = Step.TABLE.stream()
                        .filter(s -> s.from() == from && s.to() != UnitState.RETIRED)
                        .map(Step::to)
                        .toList();
                state = next.get(random.nextInt(next.size()));
                if (from == UnitState.TESTING && state == UnitState.ACCEPTED) {
                    state = UnitState.CABLED;
                }
                out.add(new Row(at, u, from + "," + state + ",,,,", state, false));
                at += random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(12);
            }
        }
        return out;
    }

    /** In the order of time, those of one second in any order, and those of a unit after its opening. */
    private static String csv(List<Row> rows, RandomGenerator random) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, java.util.Random.from(random));
        shuffled.sort(Comparator.comparingInt((Row r) -> r.served() ? -1 : r.at()));
        StringBuilder out = new StringBuilder("effective_at,unit,from,to,gpus,site,rack,slot\n");
        shuffled.forEach(r -> out.append(Instant.ofEpochSecond(START + r.at()))
                .append(",n")
                .append(r.unit())
                .append(',')
                .append(r.text())
                .append('\n'));
        return out.toString();
    }

    private static Commitment contract(RandomGenerator random, int racks, int perRack) {
        int nodes = racks * perRack;
        return switch (random.nextInt(4)) {
            case 0 -> Samples.contract("GPU", 1 + random.nextInt(8 * nodes), "");
            case 1 -> Samples.contract("node", 1 + random.nextInt(nodes + 1), "");
            case 2 ->
                Samples.contract(
                        "rack " + (1 + random.nextInt(perRack)) + " of " + perRack, 1 + random.nextInt(racks), "");
            default -> {
                int block = 1 + random.nextInt(nodes);
                yield Samples.contract("block of " + block, 1 + random.nextInt(Math.max(1, nodes / block)), "");
            }
        };
    }

    /** Second by second. */
    private static final class Slow {
        private final Commitment contract;
        private final int racks;
        private final int perRack;
        private final UnitState[][] state;
        private long delivered;
        private long promised;

        Slow(List<Row> rows, Commitment contract, int racks, int perRack) {
            this.contract = contract;
            this.racks = racks;
            this.perRack = perRack;
            state = new UnitState[racks * perRack][SECONDS + 1];
            for (int u = 0; u < state.length; u++) {
                int unit = u;
                TreeMap<Integer, UnitState> last = new TreeMap<>();
                rows.stream().filter(r -> r.unit() == unit).forEach(r -> last.put(r.at(), r.to()));
                for (int t = 0; t <= SECONDS; t++) {
                    Map.Entry<Integer, UnitState> now = last.floorEntry(t);
                    state[u][t] = now == null ? UnitState.PLANNED : now.getValue();
                }
            }
        }

        private boolean held(int u, int t) {
            return state[u][t] != UnitState.PLANNED;
        }

        private boolean up(int u, int t) {
            return held(u, t) && state[u][t].fit();
        }

        Map<Measure, long[]> measures(int from, int until) {
            Map<Measure, long[]> out = new EnumMap<>(Measure.class);
            ContractUnit unit = contract.promise().unit();
            int q = contract.promise().tranches().getFirst().quantity();
            int weight = unit instanceof ContractUnit.Gpu ? 8 : 1;
            int promisedWeight = unit instanceof ContractUnit.Gpu ? q : q * unit.nodes();
            for (int t = from; t < until; t++) {
                int held = 0;
                int up = 0;
                for (int u = 0; u < state.length; u++) {
                    held += held(u, t) ? weight : 0;
                    up += up(u, t) ? weight : 0;
                }
                int racksUp = 0;
                int racksHeld = 0;
                boolean[] whole = new boolean[racks];
                for (int r = 0; r < racks; r++) {
                    int inRack = 0;
                    boolean any = false;
                    for (int s = 0; s < perRack; s++) {
                        inRack += up(r * perRack + s, t) ? 1 : 0;
                        any |= held(r * perRack + s, t);
                    }
                    whole[r] = unit instanceof ContractUnit.Rack rack && inRack >= rack.k();
                    racksUp += whole[r] ? 1 : 0;
                    racksHeld += any ? 1 : 0;
                }
                boolean[] places = unit instanceof ContractUnit.Rack ? whole : new boolean[state.length];
                if (!(unit instanceof ContractUnit.Rack)) {
                    for (int u = 0; u < state.length; u++) {
                        places[u] = up(u, t);
                    }
                }
                int deliverable = unit instanceof ContractUnit.Rack
                        ? racksUp
                        : unit instanceof ContractUnit.Block block ? blocks(places, block.nodes()) : up;
                boolean met = deliverable >= q;
                add(out, Measure.UNIT_MEAN, up, Math.max(held, promisedWeight));
                add(out, Measure.TIME_MET, met ? 1 : 0, 1);
                if (unit instanceof ContractUnit.Rack) {
                    add(out, Measure.K_OF_N, racksUp, Math.max(racksHeld, q));
                    add(out, Measure.CONTIGUOUS, blocks(places, q) >= 1 ? 1 : 0, 1);
                } else {
                    add(out, Measure.K_OF_N, up >= promisedWeight ? 1 : 0, 1);
                    int run = unit instanceof ContractUnit.Block block ? block.nodes() : (q + weight - 1) / weight;
                    int need = unit instanceof ContractUnit.Block ? q : 1;
                    add(out, Measure.CONTIGUOUS, blocks(places, run) >= need ? 1 : 0, 1);
                }
                delivered += Math.min(deliverable, q);
                promised += q;
            }
            return out;
        }

        double worst(int from, int until) {
            double worst = 1;
            for (int u = 0; u < state.length; u++) {
                long held = 0;
                long up = 0;
                for (int t = from; t < until; t++) {
                    held += held(u, t) ? 1 : 0;
                    up += up(u, t) ? 1 : 0;
                }
                worst = held == 0 ? worst : Math.min(worst, (double) up / held);
            }
            return worst;
        }

        private static int blocks(boolean[] places, int size) {
            int blocks = 0;
            int run = 0;
            for (boolean up : places) {
                run = up ? run + 1 : 0;
                if (run == size) {
                    blocks++;
                    run = 0;
                }
            }
            return blocks;
        }

        private static void add(Map<Measure, long[]> out, Measure measure, long part, long all) {
            long[] sums = out.computeIfAbsent(measure, m -> new long[2]);
            sums[0] += part;
            sums[1] += all;
        }
    }
}
