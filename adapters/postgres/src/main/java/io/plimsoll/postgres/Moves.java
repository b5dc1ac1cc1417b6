/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Step;
import io.plimsoll.model.UnitState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * Devices that are to take a step, each with the units that go with it: a node with those of its GPUs that stand where it
 * stands, a switch alone, a GPU that was named itself alone.
 */
final class Moves {

    /** @param units the device's own id first */
    record Group(String name, UnitState state, List<Long> units) {}

    private final Map<String, Group> groups;

    private Moves(Map<String, Group> groups) {
        this.groups = groups;
    }

    /** Refuses names that the site does not have. */
    static Moves of(DSLContext sql, SiteRef site, Collection<String> names) {
        Moves moves = ofKnown(sql, site, names);
        List<String> unknown = names.stream()
                .filter(n -> !moves.groups.containsKey(n))
                .limit(5)
                .toList();
        if (!unknown.isEmpty()) {
            throw new RecordRefusedException("site '" + site.name() + "' has no unit " + String.join(", ", unknown));
        }
        return moves;
    }

    /** Passes over names that the site does not have. */
    static Moves ofKnown(DSLContext sql, SiteRef site, Collection<String> names) {
        Map<String, Group> groups = new LinkedHashMap<>();
        sql.fetch("""
                        select d.name, d.state, d.id from unit d where d.site_id = ? and d.name = any (?::text[])
                        union all
                        select d.name, d.state, g.id from unit d join unit g on g.node_id = d.id and g.state = d.state
                         where d.site_id = ? and d.name = any (?::text[])
                        order by 3
                        """, site.id(), names.toArray(String[]::new), site.id(), names.toArray(String[]::new))
                .forEach(r -> groups.computeIfAbsent(
                                r.get("name", String.class),
                                n -> new Group(n, UnitState.valueOf(r.get("state", String.class)), new ArrayList<>()))
                        .units
                        .add(r.get("id", Long.class)));
        return new Moves(groups);
    }

    Map<String, Group> groups() {
        return groups;
    }

    List<Long> units() {
        return groups.values().stream().flatMap(g -> g.units.stream()).toList();
    }

    /**
     * Takes all of them to a state on one and the same payload.
     *
     * @return how many units moved
     */
    int take(Tx tx, SiteRef site, UnitState to, EvidenceKind kind, String summary, String payload) {
        Map<UnitState, List<Tx.Move>> byState = new EnumMap<>(UnitState.class);
        int units = 0;
        for (Group group : groups.values()) {
            Step step = Step.between(group.state, to)
                    .filter(s -> s.evidence() == kind)
                    .orElseThrow(() -> new RecordRefusedException(
                            group.name + " cannot go from " + group.state + " to " + to + " on " + kind));
            byState.computeIfAbsent(step.from(), key -> new ArrayList<>())
                    .add(new Tx.Move(group.name, group.units, summary, payload));
            units += group.units.size();
        }
        byState.forEach((from, moves) -> tx.step(site, from, to, kind, moves));
        return units;
    }
}
