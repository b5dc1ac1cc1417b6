/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.statement;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How many hot spares stood by at a commitment's site, and whether a dedicated site served nobody else. */
final class HotSpares {

    /**
     * @param least the fewest at any time at which something was promised
     * @param shortSeconds how long there were fewer than agreed
     */
    record Kept(int least, long shortSeconds) {}

    private HotSpares() {}

    static Kept of(Timelines timelines, Commitment commitment, long from, long until) {
        TreeMap<Long, Integer> changes = new TreeMap<>();
        Log log = timelines.log();
        for (int u = 0; u < log.units().size(); u++) {
            Unit unit = log.units().get(u);
            if (unit.unitClass() == UnitClass.NODE && here(commitment, unit)) {
                timelines.visit(u, (entry, state, a, b, allocation) -> {
                    if (state == UnitState.HOT_SPARE && a < until && b > from) {
                        changes.merge(Math.max(a, from), 1, Integer::sum);
                        changes.merge(Math.min(b, until), -1, Integer::sum);
                    }
                });
            }
        }
        commitment.promise().tranches().forEach(t -> {
            changes.merge(Math.clamp(t.from().getEpochSecond(), from, until), 0, Integer::sum);
            changes.merge(Math.clamp(t.endSecond(), from, until), 0, Integer::sum);
        });
        changes.merge(from, 0, Integer::sum);
        changes.merge(until, 0, Integer::sum);
        long shortSeconds = 0;
        int least = Integer.MAX_VALUE;
        int now = 0;
        long before = from;
        for (var change : changes.entrySet()) {
            if (change.getKey() > before && commitment.promise().quantityAt(before) > 0) {
                least = Math.min(least, now);
                shortSeconds += now < commitment.promise().hotSpares() ? change.getKey() - before : 0;
            }
            now += change.getValue();
            before = change.getKey();
        }
        return new Kept(least == Integer.MAX_VALUE ? 0 : least, shortSeconds);
    }

    /** A unit of the commitment's dedicated site that served another one in the window. */
    static Optional<String> stranger(Timelines timelines, Commitment commitment, long from, long until) {
        if (!commitment.place().dedicated()) {
            return Optional.empty();
        }
        Log log = timelines.log();
        Set<Integer> mine = new HashSet<>(Arrays.asList(log.commitments().indexOf(commitment.id()), -1));
        String[] found = {""};
        for (int u = 0; u < log.units().size() && found[0].isEmpty(); u++) {
            String name = log.units().get(u).name();
            if (here(commitment, log.units().get(u))) {
                timelines.visit(u, (entry, state, a, b, allocation) -> {
                    if (allocation >= 0 && !mine.contains(allocation) && a < until && b > from) {
                        found[0] = name;
                    }
                });
            }
        }
        return found[0].isEmpty() ? Optional.empty() : Optional.of(found[0]);
    }

    private static boolean here(Commitment commitment, Unit unit) {
        return commitment.place().site().isEmpty() || commitment.place().site().equals(unit.site());
    }
}
