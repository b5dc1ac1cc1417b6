/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.blockers;

import io.plimsoll.crew.blocker.Blocker;
import io.plimsoll.crew.blocker.Spell;
import io.plimsoll.crew.blocker.StandUp;
import io.plimsoll.crew.blocker.Target;
import io.plimsoll.postgres.BlockerRow;
import io.plimsoll.postgres.StandingRecord;
import io.plimsoll.postgres.StandingRecord.Node;
import io.plimsoll.postgres.StandingRecord.Promised;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A stand-up put together from the record. Nodes that stand alike (fit or held by the same blockers, in the same pool) are one unit: they
 * become ready together, so every price is the same as node by node.
 */
final class StandUps {

    private final StandingRecord standing;
    private final List<BlockerRow> rows;
    private final List<String> notes = new ArrayList<>();

    private StandUps(StandingRecord standing, List<BlockerRow> rows) {
        this.standing = standing;
        this.rows = rows;
    }

    /** @param notes what the reader must know of how the record was read */
    record Made(StandUp standUp, List<String> notes) {}

    static Made of(String site, Instant at, Instant horizon, StandingRecord standing, List<BlockerRow> rows) {
        StandUps made = new StandUps(standing, rows);
        return new Made(made.make(site, at, horizon), made.notes);
    }

    private StandUp make(String site, Instant at, Instant horizon) {
        Map<String, Node> nodes = new HashMap<>();
        standing.nodes().forEach(n -> nodes.put(n.name(), n));
        Map<String, Set<String>> heldBy = new HashMap<>();
        for (BlockerRow row : rows) {
            if (row.now().state().holds()) {
                for (Target t : row.now().blocks()) {
                    if (t instanceof Target.Unit u && nodes.containsKey(u.name()) && !fit(nodes, u)) {
                        heldBy.computeIfAbsent(u.name(), k -> new TreeSet<>())
                                .add(row.now().id());
                    }
                }
            }
        }
        Map<String, String> pools = pools();
        record Like(boolean fit, Set<String> holders, String pool) {}
        Map<Like, List<Node>> groups = new LinkedHashMap<>();
        for (Node n : standing.nodes()) {
            groups.computeIfAbsent(
                            new Like(
                                    n.fit(), heldBy.getOrDefault(n.name(), Set.of()), pools.getOrDefault(n.name(), "")),
                            k -> new ArrayList<>())
                    .add(n);
        }
        Map<String, List<String>> poolUnits = new HashMap<>();
        Map<String, Set<Target>> targets = new HashMap<>();
        List<StandUp.Unit> units = new ArrayList<>();
        int unknown = 0;
        for (var group : groups.entrySet()) {
            String name = group.getValue().getFirst().name();
            int gpus = group.getValue().stream().mapToInt(Node::gpus).sum();
            units.add(new StandUp.Unit(name, gpus, at, Duration.ZERO));
            if (!group.getKey().pool().isEmpty()) {
                poolUnits
                        .computeIfAbsent(group.getKey().pool(), k -> new ArrayList<>())
                        .add(name);
            }
            group.getKey()
                    .holders()
                    .forEach(b ->
                            targets.computeIfAbsent(b, k -> new HashSet<>()).add(new Target.Unit(name)));
            unknown += !group.getKey().fit() && group.getKey().holders().isEmpty()
                    ? group.getValue().size()
                    : 0;
        }
        if (unknown > 0) {
            notes.add(unknown + (unknown == 1 ? " node is" : " nodes are")
                    + " not fit and held by no blocker: counted as if ready now");
        }
        List<StandUp.Tranche> tranches = standing.promises().stream()
                .map(p -> new StandUp.Tranche(
                        p.commitment(),
                        p.from(),
                        p.until(),
                        p.gpus(),
                        poolUnits.getOrDefault(p.commitment(), List.of())))
                .toList();
        List<Spell> past = rows.stream().flatMap(r -> r.spells().stream()).toList();
        return new StandUp(
                site,
                at,
                horizon,
                units,
                tranches,
                rows.stream()
                        .filter(r -> r.now().state().holds())
                        .map(r -> grouped(r.now(), targets.getOrDefault(r.now().id(), Set.of())))
                        .toList(),
                past,
                Optional.empty());
    }

    private static boolean fit(Map<String, Node> nodes, Target.Unit u) {
        Node node = nodes.get(u.name());
        return node != null && node.fit();
    }

    private static Blocker grouped(Blocker b, Set<Target> units) {
        List<Target> blocks = new ArrayList<>(units);
        b.blocks().stream().filter(t -> !(t instanceof Target.Unit)).forEach(blocks::add);
        return new Blocker(
                b.id(),
                b.kind(),
                b.title(),
                b.site(),
                b.supplier(),
                b.owner(),
                b.state(),
                b.raised(),
                b.eta(),
                blocks,
                b.waitsOn());
    }

    /** A commitment keeps to its own nodes once it has enough of them; until then it draws on all that are nobody's. */
    private Map<String, String> pools() {
        Map<String, Integer> promised = new HashMap<>();
        standing.promises().forEach((Promised p) -> promised.merge(p.commitment(), p.gpus(), Math::max));
        Map<String, Integer> held = new HashMap<>();
        standing.nodes().forEach(n -> n.commitments().forEach(c -> held.merge(c, n.gpus(), Integer::sum)));
        Map<String, String> out = new HashMap<>();
        for (Node n : standing.nodes()) {
            n.commitments().stream()
                    .filter(c -> promised.containsKey(c)
                            && held.getOrDefault(c, 0) >= promised.getOrDefault(c, Integer.MAX_VALUE))
                    .findFirst()
                    .ifPresent(c -> out.put(n.name(), c));
        }
        return out;
    }
}
