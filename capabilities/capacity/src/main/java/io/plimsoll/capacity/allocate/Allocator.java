/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.allocate;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.allocate.Place.Use;
import io.plimsoll.capacity.allocate.Proposal.Move;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.capacity.statement.Standing;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Proposes the fewest moves of free nodes into commitments that are short. Hot spares go before accepted nodes where the number of
 * moves is the same; racks are completed from within, since a node of another rack cannot take a place; blocks stay side by side.
 * Commitments are served in the order in which they are handed in.
 */
public final class Allocator {

    /** One move; an accepted node costs a little more than a hot spare, never as much as a second move. */
    private static final long MOVE = 1_000_000;

    private final Timelines timelines;
    private final long second;
    private final Set<String> taken = new HashSet<>();

    private Allocator(Timelines timelines, long second) {
        this.timelines = timelines;
        this.second = second;
    }

    /** A proposal for each commitment that is short at this second and draws on allocations. */
    public static List<Proposal> propose(Timelines timelines, List<Commitment> commitments, long second) {
        Allocator own = new Allocator(timelines, second);
        List<Proposal> out = new ArrayList<>();
        for (Commitment commitment : commitments) {
            Standing now = Standing.at(timelines, commitment, second);
            if (now.shortfall() > 0) {
                Proposal proposal = timelines.everAllocated(commitment.id())
                        ? own.one(commitment, now.shortfall())
                        : new Proposal(
                                commitment.id(),
                                now.shortfall(),
                                now.shortfall(),
                                List.of(),
                                List.of("It draws on every free unit of the site already; only repair helps."));
                proposal.moves().forEach(m -> own.taken.add(m.unit()));
                out.add(proposal);
            }
        }
        return out;
    }

    private Proposal one(Commitment commitment, int missing) {
        List<Place> places = places(commitment);
        return switch (commitment.promise().unit()) {
            case ContractUnit.Gpu gpu -> loose(commitment, places, missing, true);
            case ContractUnit.Node node -> loose(commitment, places, missing, false);
            case ContractUnit.Rack rack -> racks(commitment, rack, places, missing);
            case ContractUnit.Block block -> blocks(commitment, block, places, missing);
        };
    }

    private List<Place> places(Commitment commitment) {
        List<Place> out = new ArrayList<>();
        Log log = timelines.log();
        boolean gpus = commitment.promise().unit() instanceof ContractUnit.Gpu
                && log.units().stream().anyMatch(u -> u.unitClass() == UnitClass.GPU);
        UnitClass counted = gpus ? UnitClass.GPU : UnitClass.NODE;
        for (int u = 0; u < log.units().size(); u++) {
            Unit unit = log.units().get(u);
            String site = commitment.place().site();
            if (unit.unitClass() != counted || !(site.isEmpty() || site.equals(unit.site()))) {
                continue;
            }
            UnitState state = timelines.stateAt(u, second).orElse(UnitState.PLANNED);
            String serves = timelines.allocationAt(u, second).orElse("");
            boolean free = serves.isEmpty() && !taken.contains(unit.name());
            boolean ready = state == UnitState.HOT_SPARE || state == UnitState.ACCEPTED;
            Use use = serves.equals(commitment.id()) && state.fit() ? Use.MINE : free && ready ? Use.SPARE : Use.NO;
            out.add(new Place(unit, state, use));
        }
        out.sort((a, b) -> Unit.inSiteOrder(a.unit(), b.unit()));
        return out;
    }

    private Proposal loose(Commitment commitment, List<Place> places, int missing, boolean gpus) {
        Map<String, Integer> mine = new HashMap<>();
        places.stream().filter(p -> p.use() == Use.MINE).forEach(p -> mine.merge(rack(p), 1, Integer::sum));
        Comparator<Place> order = Comparator.comparingInt(
                        (Place p) -> gpus ? -p.unit().gpus() : 0)
                .thenComparing(p -> !p.hotSpare())
                .thenComparingInt(p -> -mine.getOrDefault(rack(p), 0));
        List<Place> spares = new ArrayList<>(
                places.stream().filter(p -> p.use() == Use.SPARE).sorted(order).toList());
        List<Move> moves = new ArrayList<>();
        int left = missing;
        while (left > 0 && !spares.isEmpty()) {
            int need = left;
            // The last one is the smallest that is enough, so that large nodes stay free.
            Place next = gpus
                    ? spares.stream()
                            .filter(p -> p.unit().gpus() >= need)
                            .min(Comparator.comparingInt((Place p) -> p.unit().gpus())
                                    .thenComparing(p -> !p.hotSpare()))
                            .orElse(spares.getFirst())
                    : spares.getFirst();
            spares.remove(next);
            left -= gpus ? next.unit().gpus() : 1;
            int beside = mine.getOrDefault(rack(next), 0);
            moves.add(move(
                    next,
                    beside > 0
                            ? "its rack " + next.unit().rack() + " already holds " + beside + " of this commitment"
                            : "it is free and fit"));
        }
        List<String> why = new ArrayList<>();
        why.add(missing + " missing: each move brings " + (gpus ? "a node's GPUs, the largest nodes first" : "one node")
                + ", so no fewer moves do.");
        return end(commitment, missing, Math.max(0, left), moves, why);
    }

    private Proposal racks(Commitment commitment, ContractUnit.Rack rack, List<Place> places, int missing) {
        Map<String, List<Place>> byRack = new LinkedHashMap<>();
        places.forEach(
                p -> byRack.computeIfAbsent(rack(p), r -> new ArrayList<>()).add(p));
        record Option(List<Place> spares, int up, long cost) {}
        List<Option> options = new ArrayList<>();
        for (List<Place> own : byRack.values()) {
            int up = (int) own.stream().filter(p -> p.use() == Use.MINE).count();
            List<Place> spares = own.stream()
                    .filter(p -> p.use() == Use.SPARE)
                    .sorted(Comparator.comparing((Place p) -> !p.hotSpare()))
                    .limit(Math.max(0, rack.k() - up))
                    .toList();
            if (up < rack.k() && up + spares.size() >= rack.k()) {
                options.add(new Option(
                        spares, up, spares.stream().mapToLong(Allocator::price).sum()));
            }
        }
        options.sort(Comparator.comparingLong(Option::cost));
        List<Move> moves = new ArrayList<>();
        List<String> why = new ArrayList<>();
        List<Option> chosen = options.stream().limit(missing).toList();
        for (Option option : chosen) {
            String name = option.spares().getFirst().unit().rack();
            why.add("Rack " + name + " has " + option.up() + " of " + rack.k() + " and is whole with "
                    + option.spares().size() + " of its own free nodes.");
            option.spares().forEach(p -> moves.add(move(p, "completes rack " + name + " to " + rack.k() + " nodes")));
        }
        if (chosen.size() < missing) {
            why.add("No other rack can reach " + rack.k()
                    + " with its own free nodes; a node of another rack does not count.");
        }
        return end(commitment, missing, missing - chosen.size(), moves, why);
    }

    private Proposal blocks(Commitment commitment, ContractUnit.Block block, List<Place> places, int missing) {
        List<Long> prices = new ArrayList<>();
        List<Place> at = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (i > 0
                    && !places.get(i)
                            .unit()
                            .site()
                            .equals(places.get(i - 1).unit().site())) {
                prices.add(Blocks.NO);
                at.add(places.get(i));
            }
            prices.add(price(places.get(i)));
            at.add(places.get(i));
        }
        int promised = commitment.promise().quantityAt(second);
        Blocks.Chosen chosen =
                Blocks.cheapest(prices.stream().mapToLong(Long::longValue).toArray(), block.nodes(), promised);
        List<Move> moves = new ArrayList<>();
        for (int start : chosen.starts()) {
            String first = at.get(start).unit().name();
            String last = at.get(start + block.nodes() - 1).unit().name();
            at.subList(start, start + block.nodes()).stream()
                    .filter(p -> p.use() == Use.SPARE)
                    .forEach(p -> moves.add(move(p, "closes the block " + first + " to " + last)));
        }
        List<String> why = new ArrayList<>();
        why.add(chosen.starts().size() + " blocks of " + block.nodes() + " side by side with " + moves.size()
                + " moves; no choice of blocks needs fewer (dynamic programming over the site).");
        int unmet = promised - chosen.starts().size();
        // Where no block is gained nothing is moved.
        boolean gains = unmet < missing;
        return end(commitment, missing, gains ? unmet : missing, gains ? moves : List.of(), why);
    }

    private static Proposal end(Commitment c, int missing, int unmet, List<Move> moves, List<String> why) {
        if (unmet > 0) {
            why.add(unmet + " still missing: there are no more free and fit nodes that would count.");
        }
        return new Proposal(c.id(), missing, unmet, moves, why);
    }

    private static Move move(Place place, String because) {
        return new Move(place.unit().name(), place.unit().rack(), place.state(), because);
    }

    private static long price(Place place) {
        return switch (place.use()) {
            case MINE -> 0;
            case SPARE -> place.hotSpare() ? MOVE : MOVE + 1;
            case NO -> Blocks.NO;
        };
    }

    private static String rack(Place place) {
        return place.unit().site() + '\0' + place.unit().rack();
    }
}
