/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All that the engine remembers. Immutable: a step gives another state that shares what did not change. Bounded: by the number
 * of units, nodes and domains, not by how much they have said.
 */
public final class HealthState {

    /** Nothing was heard yet. */
    public static final HealthState EMPTY = new HealthState(
            Trie.empty(),
            Trie.empty(),
            Trie.empty(),
            Trie.empty(),
            Trie.empty(),
            Trie.empty(),
            Trie.empty(),
            Counts.NONE,
            Long.MIN_VALUE,
            0);

    final Trie<Unit> units;
    final Trie<NodeMemory> nodes;
    final Trie<Domain> domains;
    final Trie<Incident> incidents;
    final Trie<Account> accounts;
    final Trie<Part> parts;
    final Trie<List<String>> due;
    final Counts counts;
    final long now;
    final long sequence;

    HealthState(
            Trie<Unit> units,
            Trie<NodeMemory> nodes,
            Trie<Domain> domains,
            Trie<Incident> incidents,
            Trie<Account> accounts,
            Trie<Part> parts,
            Trie<List<String>> due,
            Counts counts,
            long now,
            long sequence) {
        this.units = units;
        this.nodes = nodes;
        this.domains = domains;
        this.incidents = incidents;
        this.accounts = accounts;
        this.parts = parts;
        this.due = due;
        this.counts = counts;
        this.now = now;
        this.sequence = sequence;
    }

    /** How many signals came to what end. Nothing is dropped without a count. */
    public record Counts(
            long signals,
            long faults,
            long duplicates,
            long suppressed,
            long refused,
            long late,
            long ahead,
            long untimed) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * What is remembered of one unit.
     *
     * @param rules of which rule set the memory is; that of another is forgotten
     * @param seen what it sent last, to know repeats
     * @param memory one slot a detector
     */
    record Unit(
            int rules, Longs seen, List<Object> memory, String incident, long lastFault, String code, Longs codes) {}

    /**
     * @param cordonedBy who else took the node out of service; empty for nobody
     * @param acting incidents that hold it out of service
     * @param history times and causes of its faults, for lemons
     */
    record NodeMemory(
            long lastSeen,
            long minute,
            int sent,
            String cordonedBy,
            Set<String> acting,
            long freed,
            List<Past> history,
            String boot) {
        static final NodeMemory NEW = new NodeMemory(Long.MIN_VALUE, 0, 0, "", Set.of(), Long.MIN_VALUE, List.of(), "");
    }

    record Past(long at, String cause) {}

    /** Faults of a domain's members within the window, and its incident. */
    record Domain(List<Child> children, String incident) {
        static final Domain NEW = new Domain(List.of(), "");
    }

    record Child(String unit, long at, String code, String incident) {}

    /** Who spends a budget now. */
    record Account(Set<String> nodes, Longs grants, long tripped, String trial) {
        static final Account NEW = new Account(Set.of(), Longs.NONE, Long.MIN_VALUE, "");
    }

    /** Where a serial failed, or what failed in a slot. */
    record Part(List<String> places) {}

    public Counts counts() {
        return counts;
    }

    /** The latest time that a signal or a timer told, in milliseconds since 1970. */
    public long now() {
        return now;
    }

    /** The incidents that are open, by id. */
    public List<Incident> incidents() {
        List<Incident> all = new ArrayList<>();
        incidents.each((id, incident) -> all.add(incident));
        all.sort(java.util.Comparator.comparingLong(Incident::opened).thenComparing(Incident::id));
        return all;
    }

    /** When the engine wants to be told the time, in milliseconds since 1970; far away if nothing waits. */
    public long nextDue() {
        return Turn.nextDue(this);
    }

    /** This state without what waits until {@link #nextDue}: for a runner whose engine fails on it. */
    public HealthState withoutNext() {
        String span = Long.toString(nextDue() / Turn.SPAN_MILLIS);
        return new HealthState(
                units, nodes, domains, incidents, accounts, parts, due.remove(span), counts, now, sequence);
    }

    /** What is spent of each budget that anybody has spent from. */
    public List<Spent> spent(Topology topology, io.plimsoll.health.rules.RuleSet rules) {
        return Budgets.spent(this, topology, rules);
    }

    /**
     * One account of one budget.
     *
     * @param limit nodes at a time; the largest number for no limit
     * @param recent nodes taken within the budget's stop window
     * @param stopped since when it is stopped, in milliseconds since 1970; empty while it is open
     * @param trial the node that is tried after a stop; empty for none
     */
    public record Spent(
            String budget,
            String member,
            int limit,
            Set<String> nodes,
            int recent,
            java.util.OptionalLong stopped,
            String trial) {}

    /** How many units, nodes and domains are remembered. */
    public int remembered() {
        return units.size() + nodes.size() + domains.size() + parts.size();
    }

    /** The nodes that automation holds out of service now. */
    public Set<String> outOfService() {
        Set<String> out = new java.util.TreeSet<>();
        nodes.each((name, node) -> {
            if (!node.acting().isEmpty()) {
                out.add(name);
            }
        });
        return out;
    }
}
