/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import io.plimsoll.crew.blocker.Board.Basis;
import io.plimsoll.crew.blocker.Outlook.Outcome;
import io.plimsoll.crew.bringup.BringUpPlanner;
import io.plimsoll.crew.bringup.BringUpReady;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Prices blockers: each by the plan with all of them less the plan with this one gone, nothing else changed. Where a bring-up is
 * given the plan is its resource-bound schedule, made again for each. The same input and seed give the same board.
 */
public final class BlockerPricer {

    private static final int NEXT_MAX = 10;
    private static final int CANDIDATES_MAX = 24;
    private static final long SCHEDULES = 500;

    private final StandUp standUp;
    private final UnblockTimes times;
    private final List<Blocker> holding;
    private final List<Circles.Circle> circles;
    private final BitSet inCircle = new BitSet();
    private final Basis[] basis;
    private final Graph graph;
    private final Outlook likely;
    private final Outlook late;
    private final Outcome now;
    private final Outcome nowLate;
    private final Outcome clear;
    private final Holds holds;

    private BlockerPricer(StandUp standUp, long seed) {
        this.standUp = standUp;
        this.holding =
                standUp.blockers().stream().filter(b -> b.state().holds()).toList();
        this.circles = Circles.find(standUp.blockers());
        for (int b = 0; b < holding.size(); b++) {
            String id = holding.get(b).id();
            inCircle.set(b, circles.stream().anyMatch(c -> c.ids().contains(id)));
        }
        List<Spell> spells = new ArrayList<>(standUp.past());
        standUp.blockers().stream()
                .filter(b -> b.state().holds())
                .forEach(b -> spells.add(
                        new Spell(b.kind(), b.site(), b.supplier(), b.raised(), Optional.empty(), b.eta(), false)));
        this.times = new UnblockTimes(spells, standUp.at());
        this.basis = new Basis[holding.size()];
        Optional<BringUpReady> schedule = standUp.bringUp().map(b -> new BringUpPlanner(b).ready(seed, SCHEDULES));
        this.graph = new Graph(standUp, holding, dates(0.5));
        Graph graphLate = new Graph(standUp, holding, dates(0.9));
        this.likely = new Outlook(standUp, graph, schedule);
        this.late = new Outlook(standUp, graphLate, schedule);
        this.now = likely.without(new BitSet());
        this.nowLate = late.without(new BitSet());
        this.clear = likely.without(all(), now);
        this.holds = new Holds(standUp, graph, inCircle, clear);
    }

    /**
     * @param seed of the schedule's search, where there is a bring-up
     */
    public static Board price(StandUp standUp, long seed) {
        return new BlockerPricer(standUp, seed).board();
    }

    private BitSet all() {
        BitSet out = new BitSet();
        out.set(0, holding.size());
        return out;
    }

    /** When each would be gone by itself, and by what that is known. */
    private long[] dates(double share) {
        long[] out = new long[holding.size()];
        for (int b = 0; b < out.length; b++) {
            Blocker blocker = holding.get(b);
            Optional<Eta> eta = blocker.eta();
            Optional<Instant> told = eta.map(e -> share > 0.5 || !e.p50().isAfter(standUp.at()) ? e.p90() : e.p50())
                    .filter(i -> i.isAfter(standUp.at()));
            Optional<Instant> like = told.isPresent() ? Optional.empty() : times.expected(blocker, share);
            if (share <= 0.5) {
                boolean passed = eta.map(e -> !e.p50().isAfter(standUp.at())).orElse(false);
                basis[b] = told.isPresent()
                        ? passed ? Basis.OVERDUE : Basis.ETA
                        : like.isPresent() ? Basis.HISTORY : Basis.UNKNOWN;
            }
            out[b] = told.or(() -> like).orElse(standUp.horizon()).getEpochSecond();
        }
        return out;
    }

    /** What clearing brings, for comparing: contracts first, then promised hours, then hours; each for one blocker. */
    private record Gain(double late, double missing, double hours) implements Comparable<Gain> {
        private static final Comparator<Gain> ORDER = Comparator.comparingDouble(Gain::late)
                .thenComparingDouble(Gain::missing)
                .thenComparingDouble(Gain::hours);

        static Gain of(Outcome before, Outcome after, int heads) {
            return new Gain(
                    (double) (before.lateSeconds() - after.lateSeconds()) / heads,
                    (double) (before.shortGpuSeconds() - after.shortGpuSeconds()) / heads,
                    (double) (before.gpuSeconds() - after.gpuSeconds()) / heads);
        }

        @Override
        public int compareTo(Gain other) {
            return ORDER.compare(this, other);
        }
    }

    /** Alone, or for each head together with those that hold the same, whichever is more. */
    private Gain gain(int blocker, BitSet gone, Outcome before) {
        Gain alone = Gain.of(before, likely.without(with(gone, blocker), before), 1);
        BitSet same = (BitSet) holds.together(blocker).clone();
        same.andNot(gone);
        if (same.cardinality() < 2) {
            return alone;
        }
        int heads = same.cardinality();
        same.or(gone);
        Gain shared = Gain.of(before, likely.without(same, before), heads);
        return alone.compareTo(shared) >= 0 ? alone : shared;
    }

    private static BitSet with(BitSet some, int one) {
        BitSet out = (BitSet) some.clone();
        out.set(one);
        return out;
    }

    private static BitSet only(int one) {
        return with(new BitSet(), one);
    }

    private Board board() {
        List<Integer> order = order();
        List<Board.Priced> rows = new ArrayList<>();
        long[] gone = graph.clear(new BitSet());
        for (int rank = 0; rank < order.size(); rank++) {
            rows.add(row(order.get(rank), rank + 1, gone));
        }
        standUp.blockers().stream().filter(b -> !b.state().holds()).forEach(b -> rows.add(idle(b)));
        return new Board(
                standUp.name(),
                standUp.at(),
                standUp.horizon(),
                Outlook.price(now, clear),
                Outlook.price(nowLate, late.without(all(), nowLate)),
                rows,
                circles,
                next(order),
                promises(rows),
                times.lines(),
                notes());
    }

    private List<Integer> order() {
        Gain[] gains = IntStream.range(0, holding.size())
                .mapToObj(b -> gain(b, new BitSet(), now))
                .toArray(Gain[]::new);
        Comparator<Integer> worst =
                Comparator.comparing((Integer b) -> gains[b]).reversed();
        return IntStream.range(0, holding.size())
                .boxed()
                .sorted(worst.thenComparingDouble(b -> -holds.shareSeconds(b))
                        .thenComparing(b -> holding.get(b).raised())
                        .thenComparing(b -> holding.get(b).id()))
                .toList();
    }

    private Board.Priced row(int b, int rank, long[] gone) {
        Blocker blocker = holding.get(b);
        Outcome without = likely.without(only(b), now);
        Outcome withoutLate = late.without(only(b), nowLate);
        Board.Price price = Outlook.price(now, without);
        return new Board.Priced(
                blocker.id(),
                blocker.kind(),
                blocker.title(),
                blocker.owner(),
                blocker.site(),
                blocker.supplier(),
                blocker.state(),
                blocker.raised(),
                blocker.eta(),
                Instant.ofEpochSecond(gone[b]),
                Instant.ofEpochSecond(late.clear()[b]),
                inCircle.get(b) ? Basis.CIRCLE : basis[b],
                blocker.blocks().stream().map(Target::toString).toList(),
                blocker.waitsOn(),
                holds.gpus(b, now, without),
                price,
                Outlook.price(nowLate, withoutLate),
                Outlook.hours(Math.round(holds.shareSeconds(b))),
                moved(now, without),
                together(b, price),
                rank);
    }

    private Optional<Board.Together> together(int b, Board.Price alone) {
        BitSet same = holds.together(b);
        if (same.cardinality() < 2) {
            return Optional.empty();
        }
        Board.Price price = Outlook.price(now, likely.without(same, now));
        boolean more = price.contractDays() > alone.contractDays()
                || price.blockedGpuHours() > alone.blockedGpuHours()
                || price.shortGpuHours() > alone.shortGpuHours();
        return more
                ? Optional.of(new Board.Together(
                        same.stream()
                                .filter(o -> o != b)
                                .mapToObj(o -> holding.get(o).id())
                                .toList(),
                        price))
                : Optional.empty();
    }

    private List<String> moved(Outcome with, Outcome without) {
        return IntStream.range(0, with.late().length)
                .filter(t -> without.late()[t] < with.late()[t])
                .mapToObj(t -> standUp.tranches().get(t).commitment())
                .distinct()
                .toList();
    }

    private Board.Priced idle(Blocker b) {
        Board.Price nothing = new Board.Price(0, 0, 0);
        return new Board.Priced(
                b.id(),
                b.kind(),
                b.title(),
                b.owner(),
                b.site(),
                b.supplier(),
                b.state(),
                b.raised(),
                b.eta(),
                standUp.at(),
                standUp.at(),
                Basis.NONE,
                b.blocks().stream().map(Target::toString).toList(),
                b.waitsOn(),
                0,
                nothing,
                nothing,
                0,
                List.of(),
                Optional.empty(),
                0);
    }

    /** Each step is the best one once those before it are done. */
    private List<Board.Step> next(List<Integer> order) {
        List<Board.Step> out = new ArrayList<>();
        BitSet gone = new BitSet();
        Outcome at = now;
        while (out.size() < NEXT_MAX && gone.cardinality() < holding.size() && clear.betterThan(at)) {
            BitSet done = gone;
            Outcome before = at;
            List<Integer> candidates = order.stream()
                    .filter(b -> !done.get(b) && graph.free(b, done, inCircle))
                    .limit(CANDIDATES_MAX)
                    .toList();
            if (candidates.isEmpty()) {
                break;
            }
            int best = candidates.stream()
                    .max(Comparator.comparing((Integer b) -> gain(b, done, before))
                            .thenComparingInt(b -> -order.indexOf(b)))
                    .orElseThrow();
            gone = with(gone, best);
            Outcome after = likely.without(gone, at);
            Blocker b = holding.get(best);
            out.add(new Board.Step(b.id(), b.title(), b.owner(), Outlook.price(at, after)));
            at = after;
        }
        return out;
    }

    private List<Board.Promise> promises(List<Board.Priced> rows) {
        List<Board.Promise> out = new ArrayList<>();
        for (int t = 0; t < standUp.tranches().size(); t++) {
            StandUp.Tranche tranche = standUp.tranches().get(t);
            List<String> alone = rows.stream()
                    .filter(r -> r.moves().contains(tranche.commitment()))
                    .map(Board.Priced::id)
                    .toList();
            out.add(new Board.Promise(
                    tranche.commitment(),
                    tranche.from(),
                    tranche.gpus(),
                    within(now.begins()[t]),
                    within(clear.begins()[t]),
                    Outlook.hours(now.late()[t]) / 24,
                    Outlook.hours(clear.late()[t]) / 24,
                    likely.book().missing(t, clear.ready()),
                    now.late()[t] == 0 || !alone.isEmpty() ? alone : holds.of(t, now, likely.book())));
        }
        return out;
    }

    private Optional<Instant> within(long second) {
        return second < standUp.horizon().getEpochSecond()
                ? Optional.of(Instant.ofEpochSecond(second))
                : Optional.empty();
    }

    private List<String> notes() {
        List<String> out = new ArrayList<>();
        long unknown =
                java.util.Arrays.stream(basis).filter(b -> b == Basis.UNKNOWN).count();
        if (unknown > 0) {
            out.add(unknown + (unknown == 1 ? " blocker has" : " blockers have")
                    + " neither an ETA nor enough like it that are over: counted until the horizon");
        }
        long history =
                java.util.Arrays.stream(basis).filter(b -> b == Basis.HISTORY).count();
        if (history > 0) {
            out.add(history + (history == 1 ? " blocker has" : " blockers have")
                    + " no ETA that still holds: the date is how long others like it lasted");
        }
        for (int t = 0; t < standUp.tranches().size(); t++) {
            int missing = likely.book().missing(t, clear.ready());
            if (missing > 0) {
                out.add(standUp.tranches().get(t).commitment() + " lacks " + missing
                        + " GPUs that no clearing brings within the horizon");
            }
        }
        return out;
    }
}
