/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.availability;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.Measure;
import io.plimsoll.capacity.Tranche;
import io.plimsoll.capacity.availability.Pool.Member;
import io.plimsoll.capacity.ledger.Longs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Walks once through all changes of a window, in time, and adds up the measures. */
final class Sweep {

    private static final int HELD = 0;
    private static final int FREED = 1;
    private static final int UP = 2;
    private static final int DOWN = 3;
    private static final int BOUNDARY = -1;

    private final List<Member> members;
    private final List<Tranche> promise;
    private final long from;
    private final long until;
    private final Floor floor;
    private final Map<Measure, Ratio> shares = new EnumMap<>(Measure.class);
    private final List<Step> steps = new ArrayList<>();
    private long delivered;
    private long promised;
    private String worst = "";

    /** What a walk came to. */
    record Result(Map<Measure, Ratio> measures, Ratio delivered, List<Step> steps, String worstNode) {}

    private Sweep(Pool pool, Commitment commitment, List<Tranche> promise, long from, long until) {
        this.members = pool.members();
        this.promise = promise;
        this.from = from;
        this.until = until;
        this.floor = new Floor(pool.members(), commitment);
    }

    /**
     * @param counted whether what is excused counts as up
     */
    static Result run(Pool pool, Commitment commitment, List<Tranche> promise, long from, long until, boolean counted) {
        Sweep sweep = new Sweep(pool, commitment, promise, from, until);
        sweep.walk(counted);
        Ratio worstNode = sweep.worstNode(counted);
        Map<Measure, Ratio> measures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            measures.put(measure, sweep.shares.getOrDefault(measure, Ratio.WHOLE));
        }
        measures.put(Measure.WORST_NODE, worstNode);
        return new Result(measures, new Ratio(sweep.delivered, sweep.promised), sweep.steps, sweep.worst);
    }

    private void walk(boolean counted) {
        Longs times = new Longs();
        Longs codes = new Longs();
        for (int m = 0; m < members.size(); m++) {
            spans(members.get(m).held(), m, HELD, times, codes);
            spans(counted ? members.get(m).counted() : members.get(m).up(), m, UP, times, codes);
        }
        for (Tranche tranche : promise) {
            times.add(Math.clamp(tranche.from().getEpochSecond(), from, until));
            codes.add(BOUNDARY);
            times.add(Math.clamp(tranche.endSecond(), from, until));
            codes.add(BOUNDARY);
        }
        int events = times.size();
        long[] keys = new long[events];
        for (int e = 0; e < events; e++) {
            keys[e] = Math.addExact(Math.multiplyExact(times.get(e) - from, (long) events), e);
        }
        Arrays.sort(keys);
        long now = from;
        int quantity = quantityAt(from);
        for (long key : keys) {
            long at = from + key / events;
            if (at > now) {
                add(now, at, quantity);
                now = at;
            }
            long code = codes.get((int) (key % events));
            if (code == BOUNDARY) {
                quantity = quantityAt(at);
            } else {
                floor.change((int) (code >> 2), (int) (code & 3));
            }
        }
        add(now, until, quantity);
    }

    private static void spans(long[] spans, int member, int begin, Longs times, Longs codes) {
        for (int i = 0; i < spans.length; i++) {
            times.add(spans[i]);
            codes.add(((long) member << 2) | (i % 2 == 0 ? begin : begin + 1));
        }
    }

    private int quantityAt(long second) {
        for (Tranche tranche : promise) {
            if (tranche.holds(second)) {
                return tranche.quantity();
            }
        }
        return 0;
    }

    private void add(long a, long b, int quantity) {
        long seconds = b - a;
        if (seconds <= 0 || quantity == 0) {
            return;
        }
        int deliverable = floor.deliverable();
        share(
                Measure.UNIT_MEAN,
                seconds * floor.upWeight,
                seconds * Math.max(floor.heldWeight, floor.weight(quantity)));
        share(Measure.TIME_MET, deliverable >= quantity ? seconds : 0, seconds);
        Floor.Groups groups = floor.groups(quantity);
        share(Measure.K_OF_N, seconds * groups.up(), seconds * groups.all());
        share(Measure.CONTIGUOUS, floor.contiguous(quantity) ? seconds : 0, seconds);
        delivered += seconds * Math.min(deliverable, quantity);
        promised += seconds * quantity;
        Step last = steps.isEmpty() ? new Step(0, 0, 0, 0, 0) : steps.getLast();
        int physical = (int) floor.upWeight;
        if (last.until() == a
                && last.promised() == quantity
                && last.deliverable() == deliverable
                && last.physical() == physical) {
            steps.set(steps.size() - 1, new Step(last.from(), b, quantity, deliverable, physical));
        } else {
            steps.add(new Step(a, b, quantity, deliverable, physical));
        }
    }

    private void share(Measure measure, long part, long whole) {
        shares.merge(measure, new Ratio(part, whole), Ratio::plus);
    }

    private Ratio worstNode(boolean counted) {
        Ratio least = Ratio.WHOLE;
        for (Member member : members) {
            if (member.everHeld()) {
                Ratio own = new Ratio(
                        promisedSeconds(counted ? member.counted() : member.up()), promisedSeconds(member.held()));
                if (own.denominator() > 0 && (worst.isEmpty() || own.less(least))) {
                    least = own;
                    worst = member.unit().name();
                }
            }
        }
        return least;
    }

    private long promisedSeconds(long[] spans) {
        long sum = 0;
        for (int i = 0; i < spans.length; i += 2) {
            for (Tranche tranche : promise) {
                long a = Math.max(spans[i], tranche.from().getEpochSecond());
                long b = Math.min(spans[i + 1], tranche.endSecond());
                sum += Math.max(0, b - a);
            }
        }
        return sum;
    }

    /** What is up at one moment, by unit, rack and side by side. */
    private static final class Floor {

        /** Groups with at least k up, out of all that count. */
        record Groups(long up, long all) {}

        private final ContractUnit unit;
        private final boolean byRack;
        private final int k;
        private final int blockNodes;
        private final int[] weight;
        private final int[] rack;
        private final int[] place;
        private final int[] upInRack;
        private final int[] heldInRack;
        private final int gpusMax;
        private final Runs runs;
        private int racksUp;
        private int racksHeld;
        private long upWeight;
        private long heldWeight;

        Floor(List<Member> members, Commitment commitment) {
            unit = commitment.promise().unit();
            var topology = commitment.measurement().topology();
            byRack = unit instanceof ContractUnit.Rack;
            k = unit instanceof ContractUnit.Rack racked
                    ? racked.k()
                    : topology.groups().map(g -> g.k()).orElse(0);
            blockNodes = unit instanceof ContractUnit.Block block
                    ? block.nodes()
                    : topology.blockNodes().orElse(0);
            weight = new int[members.size()];
            rack = new int[members.size()];
            place = new int[members.size()];
            int racks = -1;
            int places = -1;
            int most = 1;
            String site = "\0";
            String name = "\0";
            for (int m = 0; m < members.size(); m++) {
                var own = members.get(m).unit();
                boolean otherSite = !own.site().equals(site);
                if (otherSite || !own.rack().equals(name)) {
                    racks++;
                    places += byRack ? 1 : 0;
                }
                places += (byRack ? 0 : 1) + (otherSite ? 1 : 0);
                site = own.site();
                name = own.rack();
                weight[m] = unit instanceof ContractUnit.Gpu ? own.gpus() : 1;
                rack[m] = racks;
                place[m] = places;
                most = Math.max(most, own.gpus());
            }
            gpusMax = most;
            upInRack = new int[racks + 1];
            heldInRack = new int[racks + 1];
            runs = new Runs(places + 1, 1);
        }

        void change(int m, int what) {
            int r = rack[m];
            switch (what) {
                case HELD -> {
                    heldWeight += weight[m];
                    racksHeld += heldInRack[r]++ == 0 ? 1 : 0;
                }
                case FREED -> {
                    heldWeight -= weight[m];
                    racksHeld -= --heldInRack[r] == 0 ? 1 : 0;
                }
                case UP -> {
                    upWeight += weight[m];
                    boolean whole = ++upInRack[r] == k;
                    racksUp += whole ? 1 : 0;
                    if (!byRack || whole) {
                        runs.up(place[m]);
                    }
                }
                case DOWN -> {
                    upWeight -= weight[m];
                    boolean broken = upInRack[r]-- == k;
                    racksUp -= broken ? 1 : 0;
                    if (!byRack || broken) {
                        runs.down(place[m]);
                    }
                }
                default -> throw new IllegalArgumentException("no change " + what);
            }
        }

        /** What so many contract units weigh, in what {@link #upWeight} is counted in. */
        long weight(int quantity) {
            return unit instanceof ContractUnit.Gpu ? quantity : (long) quantity * unit.nodes();
        }

        int deliverable() {
            return switch (unit) {
                case ContractUnit.Gpu gpu -> (int) upWeight;
                case ContractUnit.Node node -> (int) upWeight;
                case ContractUnit.Rack racked -> racksUp;
                case ContractUnit.Block block -> {
                    runs.block(block.nodes());
                    yield (int) runs.blocks();
                }
            };
        }

        Groups groups(int quantity) {
            if (byRack) {
                return new Groups(racksUp, Math.max(racksHeld, quantity));
            }
            return k > 0
                    ? new Groups(racksUp, Math.max(racksHeld, 1))
                    : new Groups(upWeight >= weight(quantity) ? 1 : 0, 1);
        }

        boolean contiguous(int quantity) {
            int nodes = unit instanceof ContractUnit.Gpu ? ceil(quantity, gpusMax) : quantity * unit.nodes();
            if (byRack && blockNodes == 0) {
                runs.block(quantity);
                return runs.blocks() >= 1;
            }
            int size = byRack ? Math.max(1, ceil(blockNodes, unit.nodes())) : blockNodes > 0 ? blockNodes : nodes;
            int need = byRack ? ceil(quantity, size) : ceil(nodes, size);
            runs.block(size);
            return runs.blocks() >= need;
        }

        private static int ceil(int a, int b) {
            return (a + b - 1) / b;
        }
    }
}
