/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.ledger;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.UnitState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a stream of entries one by one and remembers only where each unit stands, so that a ledger of any length can be checked.
 * A unit whose entries do not come in the order of time, or of which one is reversed, cannot be checked this way; it is
 * named at the end, to be checked with all its entries at hand.
 */
public final class Chains {

    private static final class Unit {
        private UnitState state = UnitState.PLANNED;
        private long at;
        private Optional<String> allocation = Optional.empty();
    }

    private final Map<String, Unit> units = new HashMap<>();
    private final Set<String> unsettled = new HashSet<>();
    private String source;
    private long lastId = -1;
    private long lastRecorded = Long.MIN_VALUE;
    private long rows;

    /**
     * @param source of the first input, as the user named it
     */
    public Chains(String source) {
        this.source = source;
    }

    /** The rows that follow come from another input. */
    public void from(String nextSource) {
        this.source = nextSource;
    }

    /**
     * Takes the next entry.
     *
     * @throws BadInputException if it cannot follow
     */
    public void take(Entry entry) {
        if (entry.id() <= lastId) {
            throw refused(entry, "id " + entry.id() + " after " + lastId, "an id above it: ids rise from row to row");
        }
        if (entry.recordedMicros() < lastRecorded) {
            throw refused(
                    entry,
                    "a row recorded before the one above it",
                    "recorded_at that never goes back",
                    "put the rows in the order in which they were recorded, or give --recorded-at for rows that do not say it;"
                            + " effective_at may lie in the past");
        }
        Unit unit = units.get(entry.unit());
        if (entry.opening().isPresent()) {
            if (unit != null) {
                throw refused(entry, entry.unit(), "a unit that the ledger does not have yet, or its state in 'from'");
            }
            unit = new Unit();
            units.put(entry.unit(), unit);
            move(unit, entry);
        } else if (unit == null) {
            throw refused(entry, entry.unit(), "a unit that an earlier row opened (empty 'from', with 'gpus')");
        } else if (entry.isReversal() || entry.at() <= unit.at || unsettled.contains(entry.unit())) {
            unsettled.add(entry.unit());
        } else {
            follow(unit, entry);
        }
        lastId = entry.id();
        lastRecorded = entry.recordedMicros();
        rows++;
    }

    private void follow(Unit unit, Entry entry) {
        UnitState from = entry.from().orElse(UnitState.PLANNED);
        if (from != unit.state) {
            throw refused(entry, entry.unit() + " leaves " + from, "a step from " + unit.state + ", where it stands");
        }
        if (entry.allocation() instanceof Entry.Allocation.To asked
                && unit.allocation.isPresent()
                && !unit.allocation.get().equals(asked.commitment())) {
            throw refused(
                    entry,
                    entry.unit() + " allocated to " + asked.commitment(),
                    "a unit that is free; it still serves " + unit.allocation.get(),
                    "end that first with '-' or a step to ACCEPTED");
        }
        move(unit, entry);
    }

    private static void move(Unit unit, Entry entry) {
        UnitState to = entry.to().orElse(unit.state);
        boolean released = to == UnitState.RETIRED
                || (entry.from().filter(f -> f == UnitState.SERVING).isPresent() && to == UnitState.ACCEPTED);
        unit.allocation = switch (entry.allocation()) {
            case Entry.Allocation.Same same -> released ? Optional.empty() : unit.allocation;
            case Entry.Allocation.Ended ended -> Optional.empty();
            case Entry.Allocation.To serves -> Optional.of(serves.commitment());
        };
        unit.state = to;
        unit.at = entry.at();
    }

    private BadInputException refused(Entry entry, String seen, String expected) {
        return refused(entry, seen, expected, "");
    }

    private BadInputException refused(Entry entry, String seen, String expected, String maybe) {
        return new BadInputException(new InputProblem(source, entry.line(), seen, expected, maybe));
    }

    /** Units whose entries must be looked at together. */
    public Set<String> unsettled() {
        return Set.copyOf(unsettled);
    }

    /** The names of all units so far. */
    public Set<String> names() {
        return Set.copyOf(units.keySet());
    }

    public int units() {
        return units.size();
    }

    public long rows() {
        return rows;
    }

    /** The highest id; -1 for none. */
    public long lastId() {
        return lastId;
    }
}
