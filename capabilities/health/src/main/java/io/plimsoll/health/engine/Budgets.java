/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import io.plimsoll.health.engine.HealthState.Account;
import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.health.rules.RuleSet.Budget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * How much automation may touch: an account for each budget and each member of its scope, with a limit on nodes at a time and a
 * stop when too many come too fast. After a stop one node at a time is tried; its success opens the account, its failure stops
 * it anew. A commitment's floor is no budget: below it only a named person goes.
 */
final class Budgets {

    private final Turn turn;

    Budgets(Turn turn) {
        this.turn = turn;
    }

    /** The accounts that an incident's node spends from, by key. */
    private Map<String, Budget> accounts(Incident incident) {
        Map<String, Budget> found = new LinkedHashMap<>();
        for (Budget budget : turn.rules.budgets()) {
            for (String member : members(budget.scope(), incident)) {
                found.put(budget.id() + "|" + member, budget);
            }
        }
        return found;
    }

    private List<String> members(String scope, Incident incident) {
        String tenant =
                turn.topology.place(incident.node()).map(Topology.Place::tenant).orElse("");
        return switch (scope) {
            case "fleet" -> List.of("fleet");
            case "cause" -> List.of("cause:" + incident.cause());
            case "tenant" -> tenant.isEmpty() ? List.of() : List.of("tenant:" + tenant);
            default ->
                turn.topology.place(incident.node()).stream()
                        .flatMap(p -> p.domains().stream())
                        .filter(d -> d.startsWith(scope + ":"))
                        .toList();
        };
    }

    /** Every account, with its limit. */
    static List<HealthState.Spent> spent(HealthState state, Topology topology, RuleSet rules) {
        List<HealthState.Spent> all = new ArrayList<>();
        state.accounts.each((key, account) -> {
            String id = key.substring(0, key.indexOf('|'));
            String member = key.substring(key.indexOf('|') + 1);
            rules.budgets().stream().filter(b -> b.id().equals(id)).forEach(budget -> {
                int recent = 0;
                for (int i = 0; i < account.grants().size(); i++) {
                    recent += account.grants().get(i) > state.now() - budget.stopWindowMillis() ? 1 : 0;
                }
                all.add(new HealthState.Spent(
                        id,
                        member,
                        limit(budget, member, topology),
                        new TreeSet<>(account.nodes()),
                        recent,
                        stopped(account) ? OptionalLong.of(account.tripped()) : OptionalLong.empty(),
                        account.trial()));
            });
        });
        all.sort(Comparator.comparing(HealthState.Spent::budget).thenComparing(HealthState.Spent::member));
        return all;
    }

    /** Nodes at a time that this budget allows to this member; no limit is the largest number. */
    private static int limit(Budget budget, String member, Topology topology) {
        int limit = budget.concurrent() > 0 ? budget.concurrent() : Integer.MAX_VALUE;
        int size = topology.size(member.startsWith("cause:") ? "fleet" : member);
        if (budget.percent() > 0 && size > 0) {
            limit = Math.min(limit, Math.max(1, (int) Math.floor(budget.percent() / 100 * size)));
        }
        return limit;
    }

    /** Why the node may not leave service now; empty if it may. */
    String refusal(Incident incident, long at) {
        List<String> reasons = new ArrayList<>();
        accounts(incident).forEach((key, budget) -> {
            String member = key.substring(key.indexOf('|') + 1);
            Account account = turn.accounts.get(key, Account.NEW);
            int limit = limit(budget, member, turn.topology);
            if (account.nodes().size() >= limit) {
                reasons.add(budget.id() + " of " + member + " is spent: " + limit + " at a time");
            } else if (stopped(account) && at - account.tripped() < budget.retryMillis()) {
                reasons.add(
                        budget.id() + " of " + member + " is stopped: over " + budget.stopCount() + " in its window");
            } else if (stopped(account) && !account.trial().isEmpty()) {
                reasons.add(budget.id() + " of " + member + " tries one at a time, now " + account.trial());
            } else if (!stopped(account) && trips(account, budget, at)) {
                turn.accounts = turn.accounts.put(key, new Account(account.nodes(), account.grants(), at, ""));
                reasons.add(
                        budget.id() + " of " + member + " stops: the " + (budget.stopCount() + 1) + "th in its window");
            }
        });
        String floor = floor(incident);
        if (!floor.isEmpty()) {
            reasons.add(floor);
        }
        return String.join("; ", reasons);
    }

    private static boolean stopped(Account account) {
        return account.tripped() != Long.MIN_VALUE;
    }

    private static boolean trips(Account account, Budget budget, long at) {
        if (budget.stopCount() <= 0) {
            return false;
        }
        int recent = 0;
        for (int i = 0; i < account.grants().size(); i++) {
            recent += account.grants().get(i) > at - budget.stopWindowMillis() ? 1 : 0;
        }
        return recent >= budget.stopCount();
    }

    /** Whether one node less would break what was promised to its tenant, and nobody has allowed it by name. */
    private String floor(Incident incident) {
        String tenant =
                turn.topology.place(incident.node()).map(Topology.Place::tenant).orElse("");
        Integer floor = turn.topology.floors().get(tenant);
        if (floor == null || !incident.approvedBy().isEmpty()) {
            return "";
        }
        int[] out = {0};
        turn.nodes.each((name, node) -> {
            boolean theirs = turn.topology
                    .place(name)
                    .map(p -> p.tenant().equals(tenant))
                    .orElse(false);
            boolean away = !node.acting().isEmpty() || !node.cordonedBy().isEmpty();
            out[0] += theirs && away && !name.equals(incident.node()) ? 1 : 0;
        });
        int left = turn.topology.size("tenant:" + tenant) - out[0] - 1;
        return left >= floor
                ? ""
                : "would leave " + left + " nodes to " + tenant + ", promised " + floor + ": needs a named approval";
    }

    void take(Incident incident, long at) {
        accounts(incident).forEach((key, budget) -> {
            Account account = turn.accounts.get(key, Account.NEW);
            Set<String> nodes = new TreeSet<>(account.nodes());
            nodes.add(incident.node());
            turn.accounts = turn.accounts.put(
                    key,
                    new Account(
                            Set.copyOf(nodes),
                            account.grants().then(at, Math.max(1, budget.stopCount())),
                            account.tripped(),
                            stopped(account) ? incident.node() : ""));
        });
    }

    /**
     * The node is back: its place is free, and if it was the trial after a stop, the account is open again. It is the accounts
     * that know where it was spent from; the node may have been moved or given to another tenant since.
     */
    void give(Incident incident) {
        each(incident.node(), (key, account) -> {
            Set<String> nodes = new TreeSet<>(account.nodes());
            nodes.remove(incident.node());
            boolean opens = account.trial().equals(incident.node());
            turn.accounts = turn.accounts.put(
                    key,
                    new Account(
                            Set.copyOf(nodes),
                            opens ? Longs.NONE : account.grants(),
                            opens ? Long.MIN_VALUE : account.tripped(),
                            opens ? "" : account.trial()));
        });
    }

    /** A remedy failed: if it was the trial after a stop, the account stops anew. */
    void failed(Incident incident, long at) {
        each(incident.node(), (key, account) -> {
            if (account.trial().equals(incident.node())) {
                turn.accounts = turn.accounts.put(key, new Account(account.nodes(), account.grants(), at, ""));
            }
        });
    }

    /** The accounts that the node is spent from. */
    private void each(String node, BiConsumer<String, Account> then) {
        Map<String, Account> found = new TreeMap<>();
        turn.accounts.each((key, account) -> {
            if (account.nodes().contains(node) || account.trial().equals(node)) {
                found.put(key, account);
            }
        });
        found.forEach(then);
    }
}
