/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.InputProblems;
import io.plimsoll.model.Step;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the text of one row into an entry, and tells all that is wrong with it. */
final class RowParser {

    private static final int WORDS_MAX = 100_000;
    private static final int GPUS_MAX = 1_000_000;
    private static final Map<UnitState, Set<UnitState>> STEPS = new EnumMap<>(UnitState.class);
    private static final Map<String, UnitState> STATES = new HashMap<>();

    static {
        for (UnitState state : UnitState.values()) {
            STATES.put(state.name(), state);
        }
        for (Step step : Step.TABLE) {
            STEPS.computeIfAbsent(step.from(), from -> EnumSet.noneOf(UnitState.class))
                    .add(step.to());
        }
    }

    private final InputProblems problems;
    private final Map<String, Entry.Words> words = new HashMap<>();
    private final Map<String, Entry.Allocation> allocations = new HashMap<>();
    private final long recordedOtherwise;

    /**
     * @param recordedOtherwise epoch microseconds for rows that do not say when they were recorded; {@link Entry#NONE} to take
     *     the time at which they became true
     */
    RowParser(InputProblems problems, long recordedOtherwise) {
        this.problems = problems;
        this.recordedOtherwise = recordedOtherwise;
    }

    /**
     * The entry; empty if something is wrong, which is then among the problems.
     *
     * @param nextId the id of a row that brings none
     */
    Optional<Entry> entry(Cells c, long nextId) {
        boolean clean = true;
        long id = c.has(Column.ID) ? whole(c, Column.ID, 0, Long.MAX_VALUE / 2) : nextId;
        clean &= id != Long.MIN_VALUE;
        if (!c.has(Column.UNIT)) {
            problems.add(c.line(), "", "unit: the name of the unit that moves");
            clean = false;
        }
        boolean reversal = c.has(Column.REVERSES);
        long reverses = reversal ? whole(c, Column.REVERSES, 0, Long.MAX_VALUE / 2) : Entry.NONE;
        clean &= !reversal || reverses != Long.MIN_VALUE;
        long at = instant(c, Column.EFFECTIVE_AT, !reversal);
        long recorded = instant(c, Column.RECORDED_AT, false);
        recorded = recorded != Entry.NONE ? recorded : recordedOtherwise != Entry.NONE ? recordedOtherwise : at;
        clean &= reversal ? recorded != Entry.NONE || wrong(c) : at != Entry.NONE;
        Optional<UnitState> from = state(c, Column.FROM);
        Optional<UnitState> to = state(c, Column.TO);
        clean &= !(c.has(Column.FROM) && from.isEmpty()) && !(c.has(Column.TO) && to.isEmpty());
        if (reversal && (c.has(Column.FROM) || c.has(Column.TO))) {
            problems.add(
                    c.line(), c.get(Column.FROM) + " to " + c.get(Column.TO), "a reversal without 'from' and 'to'");
            clean = false;
        }
        Optional<Unit> opening = Optional.empty();
        if (!reversal && clean) {
            clean = step(c, from, to);
            if (clean && from.isEmpty()) {
                opening = opening(c);
                clean = opening.isPresent();
            }
        }
        Optional<Exclusion.Kind> exclusion = exclusion(c);
        clean &= !c.has(Column.EXCLUSION) || exclusion.isPresent();
        long notice = instant(c, Column.NOTICE_AT, false);
        clean &= !c.has(Column.NOTICE_AT) || notice != Entry.NONE;
        if (!clean) {
            return Optional.empty();
        }
        return Optional.of(new Entry(
                id,
                at == Entry.NONE ? 0 : Math.floorDiv(at, 1_000_000L),
                recorded,
                c.get(Column.UNIT),
                from,
                to,
                opening,
                allocation(c.get(Column.COMMITMENT)),
                exclusion,
                notice == Entry.NONE ? Entry.NONE : Math.floorDiv(notice, 1_000_000L),
                reverses,
                words(c),
                c.line()));
    }

    private boolean wrong(Cells c) {
        problems.add(c.line(), "", "recorded_at: when the reversal was recorded");
        return false;
    }

    private boolean step(Cells c, Optional<UnitState> from, Optional<UnitState> to) {
        if (to.isEmpty()) {
            problems.add(c.line(), "", "to: the state that " + c.get(Column.UNIT) + " enters");
            return false;
        }
        if (from.isEmpty() || (from.equals(to) && c.has(Column.COMMITMENT))) {
            return true;
        }
        Set<UnitState> allowed = STEPS.getOrDefault(from.get(), Set.of());
        if (!allowed.contains(to.get())) {
            problems.add(
                    c.line(),
                    from.get() + " to " + to.get(),
                    allowed.isEmpty()
                            ? "no step: " + from.get() + " is the end of the line"
                            : "a step of the line: from " + from.get() + " to "
                                    + allowed.stream().map(Enum::name).collect(Collectors.joining(" or ")));
            return false;
        }
        String evidence = c.get(Column.EVIDENCE);
        boolean needs = from.get() == UnitState.TESTING && to.get() == UnitState.ACCEPTED;
        if (needs && !evidence.startsWith("certificate:") && !evidence.startsWith("waiver:")) {
            problems.add(
                    c.line(),
                    evidence,
                    "evidence for ACCEPTED: " + EvidenceKind.CERTIFICATE + ", as certificate:SHA256 or waiver:NAME",
                    "nothing is ACCEPTED without a certificate or a waiver with a name");
            return false;
        }
        return true;
    }

    private Optional<Unit> opening(Cells c) {
        String name = c.get(Column.CLASS).toUpperCase(Locale.ROOT);
        Optional<UnitClass> unitClass = name.isEmpty()
                ? Optional.of(UnitClass.NODE)
                : Arrays.stream(UnitClass.values())
                        .filter(u -> u.name().equals(name))
                        .findFirst();
        if (unitClass.isEmpty()) {
            problems.add(c.line(), name, "class: one of " + List.of(UnitClass.values()));
            return Optional.empty();
        }
        long gpus = unitClass.get() == UnitClass.GPU ? 1 : 0;
        if (c.has(Column.GPUS)) {
            gpus = whole(c, Column.GPUS, 0, GPUS_MAX);
        } else if (unitClass.get() == UnitClass.NODE) {
            problems.add(
                    c.line(),
                    c.get(Column.UNIT),
                    "gpus: how many GPUs the node brings, in the row that opens it (empty 'from')",
                    "write the state that it leaves in 'from', if the unit is known");
            return Optional.empty();
        }
        long slot = c.has(Column.SLOT) ? whole(c, Column.SLOT, 0, 1_000_000) : -1;
        if (gpus == Long.MIN_VALUE || slot == Long.MIN_VALUE) {
            return Optional.empty();
        }
        return Optional.of(new Unit(
                c.get(Column.UNIT), unitClass.get(), (int) gpus, c.get(Column.SITE), c.get(Column.RACK), (int) slot));
    }

    private Optional<UnitState> state(Cells c, Column column) {
        String text = c.get(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        UnitState exact = STATES.get(text);
        UnitState state =
                exact != null ? exact : STATES.get(text.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "_"));
        if (state == null) {
            problems.add(c.line(), text, column.key() + ": one of " + List.of(UnitState.values()));
            return Optional.empty();
        }
        return Optional.of(state);
    }

    private Optional<Exclusion.Kind> exclusion(Cells c) {
        if (!c.has(Column.EXCLUSION)) {
            return Optional.empty();
        }
        String text = c.get(Column.EXCLUSION).toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "_");
        Optional<Exclusion.Kind> kind = Arrays.stream(Exclusion.Kind.values())
                .filter(k -> k.name().equals(text))
                .findFirst();
        if (kind.isEmpty()) {
            problems.add(c.line(), text, "exclusion: one of " + List.of(Exclusion.Kind.values()));
        }
        return kind;
    }

    private long whole(Cells c, Column column, long least, long most) {
        try {
            long value = Long.parseLong(c.get(column));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is out of range is.
        }
        problems.add(c.line(), c.get(column), column.key() + ": a whole number from " + least + " to " + most);
        return Long.MIN_VALUE;
    }

    private long instant(Cells c, Column column, boolean needed) {
        String text = c.get(column);
        if (text.isEmpty() && !needed) {
            return Entry.NONE;
        }
        long micros = Instants.micros(text);
        if (micros == Long.MIN_VALUE) {
            problems.add(c.line(), text, column.key() + ": an instant such as 2026-11-23T18:00:00Z");
        }
        return micros;
    }

    private Entry.Allocation allocation(String text) {
        return switch (text) {
            case "" -> Entry.Allocation.SAME;
            case "-" -> Entry.Allocation.ENDED;
            default -> allocations.computeIfAbsent(text, Entry.Allocation.To::new);
        };
    }

    private Entry.Words words(Cells c) {
        if (!c.has(Column.EVIDENCE) && !c.has(Column.CAUSE) && !c.has(Column.ACTOR)) {
            return Entry.Words.EMPTY;
        }
        Entry.Words own = new Entry.Words(c.get(Column.EVIDENCE), c.get(Column.CAUSE), c.get(Column.ACTOR));
        if (words.size() >= WORDS_MAX) {
            words.clear();
        }
        String key = own.evidence() + '\0' + own.cause() + '\0' + own.actor();
        return words.computeIfAbsent(key, k -> own);
    }
}
