/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import io.plimsoll.health.rules.Remedy;
import java.util.List;
import java.util.Optional;

/**
 * Faults with one cause.
 *
 * @param place node and entity, or the domain's key
 * @param node empty for an incident of a domain
 * @param children the units or nodes that it explains, the first {@link #CHILDREN_MAX}
 * @param faults how many faults it holds
 * @param step the remedy that is due or under way
 * @param blame {@code serial X} or {@code slot Y}; empty as long as neither is
 * @param approvedBy who allowed it below a commitment's floor; empty for nobody
 */
public record Incident(
        String id,
        long opened,
        long last,
        String place,
        String node,
        String entity,
        String code,
        String cause,
        String rule,
        Phase phase,
        Optional<Remedy> step,
        List<String> children,
        int faults,
        String blame,
        String approvedBy) {

    /** More children are counted, not named. */
    public static final int CHILDREN_MAX = 256;

    /** Where it stands. */
    public enum Phase {
        /** Waits whether a shared domain explains it. */
        SETTLING,
        /** Nothing is to be done on the node. */
        WATCHED,
        /** A budget or a floor does not allow the remedy yet. */
        HELD,
        /** The node is out of service, the remedy is under way. */
        ACTING,
        /** The remedy is done, the tests that it requires run. */
        TESTING,
        /** The tests passed; the node runs without load for a while, since most that fail again do so soon. */
        BURN_IN,
        /** Serves again under watch. */
        PROBATION
    }

    public Incident {
        children = List.copyOf(children);
    }

    public boolean domain() {
        return node.isEmpty();
    }

    Incident with(Phase next, long at) {
        return new Incident(
                id,
                opened,
                at,
                place,
                node,
                entity,
                code,
                cause,
                rule,
                next,
                step,
                children,
                faults,
                blame,
                approvedBy);
    }

    Incident with(Optional<Remedy> next) {
        return new Incident(
                id,
                opened,
                last,
                place,
                node,
                entity,
                code,
                cause,
                rule,
                phase,
                next,
                children,
                faults,
                blame,
                approvedBy);
    }

    Incident joined(long at, String child) {
        List<String> more = children;
        if (!child.isEmpty() && children.size() < CHILDREN_MAX && !children.contains(child)) {
            more = new java.util.ArrayList<>(children);
            more.add(child);
        }
        return new Incident(
                id,
                opened,
                Math.max(last, at),
                place,
                node,
                entity,
                code,
                cause,
                rule,
                phase,
                step,
                more,
                faults + 1,
                blame,
                approvedBy);
    }

    Incident blamed(String whom) {
        return new Incident(
                id,
                opened,
                last,
                place,
                node,
                entity,
                code,
                cause,
                rule,
                phase,
                step,
                children,
                faults,
                whom,
                approvedBy);
    }

    Incident approved(String by) {
        return new Incident(
                id, opened, last, place, node, entity, code, cause, rule, phase, step, children, faults, blame, by);
    }
}
