/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.ledger;

import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.UnitState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All entries of a ledger in the order in which they were written, kept column by column so that millions fit in memory. */
public final class Log {

    /** No state: outside the ledger. */
    static final int OUTSIDE = -1;
    /** Codes of an unchanged and of an ended allocation. */
    static final int SAME = -2;

    static final int ENDED = -1;

    private static final UnitState[] STATES = UnitState.values();
    private static final Exclusion.Kind[] KINDS = Exclusion.Kind.values();

    private final String source;
    private final List<Unit> units;
    private final Map<String, Integer> unitIndex;
    private final List<String> commitments;
    private final List<Entry.Words> words;
    private final int size;
    final int[] unit;
    final long[] at;
    final long[] recorded;
    final byte[] from;
    final byte[] to;
    final int[] allocation;
    final byte[] exclusion;
    final long[] notice;
    final long[] id;
    final int[] reversed;
    final int[] word;
    final int[] line;

    private Log(Builder b) {
        source = b.source;
        units = List.copyOf(b.units);
        unitIndex = Map.copyOf(b.unitIndex);
        commitments = List.copyOf(b.commitments);
        words = List.copyOf(b.words);
        size = b.size;
        unit = Arrays.copyOf(b.unit, size);
        at = Arrays.copyOf(b.at, size);
        recorded = Arrays.copyOf(b.recorded, size);
        from = Arrays.copyOf(b.from, size);
        to = Arrays.copyOf(b.to, size);
        allocation = Arrays.copyOf(b.allocation, size);
        exclusion = Arrays.copyOf(b.exclusion, size);
        notice = Arrays.copyOf(b.notice, size);
        id = Arrays.copyOf(b.id, size);
        reversed = Arrays.copyOf(b.reversed, size);
        word = Arrays.copyOf(b.word, size);
        line = Arrays.copyOf(b.line, size);
    }

    public String source() {
        return source;
    }

    public List<Unit> units() {
        return units;
    }

    /** The unit of that name. */
    public Optional<Unit> unit(String name) {
        return Optional.ofNullable(unitIndex.get(name)).map(units::get);
    }

    /** Names of the commitments that units were allocated to. */
    public List<String> commitments() {
        return commitments;
    }

    public int size() {
        return size;
    }

    /** The earliest effective second; empty for an empty ledger. */
    public Optional<Long> firstSecond() {
        return size == 0
                ? Optional.empty()
                : Optional.of(Arrays.stream(at).min().orElseThrow());
    }

    /** The latest effective second; empty for an empty ledger. */
    public Optional<Long> lastSecond() {
        return size == 0
                ? Optional.empty()
                : Optional.of(Arrays.stream(at).max().orElseThrow());
    }

    public long idOf(int i) {
        return id[i];
    }

    public Entry.Words wordsOf(int i) {
        return words.get(word[i]);
    }

    static UnitState state(int code) {
        return STATES[code];
    }

    /** The state that an entry leads to. */
    public UnitState to(int i) {
        return STATES[to[i]];
    }

    Optional<Exclusion.Kind> exclusionOf(int i) {
        return exclusion[i] < 0 ? Optional.empty() : Optional.of(KINDS[exclusion[i]]);
    }

    InputProblem problem(int i, String seen, String expected) {
        return new InputProblem(source, line[i], seen, expected);
    }

    /** Whether an entry counts for one who knew what was recorded until then: it was written, and not reversed by then. */
    boolean known(int i, long knownMicros) {
        return recorded[i] <= knownMicros && (reversed[i] < 0 || recorded[reversed[i]] > knownMicros) && to[i] >= 0;
    }

    /** Collects entries; one for each log. */
    public static final class Builder {
        private final String source;
        private final List<Unit> units = new ArrayList<>();
        private final Map<String, Integer> unitIndex = new HashMap<>();
        private final List<String> commitments = new ArrayList<>();
        private final Map<String, Integer> commitmentIndex = new HashMap<>();
        private final List<Entry.Words> words = new ArrayList<>();
        private final Map<Entry.Words, Integer> wordIndex = new HashMap<>();
        private int size;
        private int[] unit = new int[1024];
        private long[] at = new long[1024];
        private long[] recorded = new long[1024];
        private byte[] from = new byte[1024];
        private byte[] to = new byte[1024];
        private int[] allocation = new int[1024];
        private byte[] exclusion = new byte[1024];
        private long[] notice = new long[1024];
        private long[] id = new long[1024];
        private int[] reversed = new int[1024];
        private int[] word = new int[1024];
        private int[] line = new int[1024];

        /**
         * @param source the ledger as the user named it
         */
        public Builder(String source) {
            this.source = source;
        }

        /**
         * @throws BadInputException for an unknown unit, a second opening, an id that does not rise, a reversal of nothing
         */
        public void add(Entry entry) {
            if (size > 0 && entry.id() <= id[size - 1]) {
                throw refused(entry, "id " + entry.id() + " after " + id[size - 1], "an id above it: ids rise");
            }
            Integer index = unitIndex.get(entry.unit());
            if (entry.opening().isPresent()) {
                if (index != null) {
                    throw refused(
                            entry, entry.unit(), "a unit that the ledger does not have yet, or its state in 'from'");
                }
                index = units.size();
                units.add(entry.opening().get());
                unitIndex.put(entry.unit(), index);
            } else if (index == null) {
                throw refused(entry, entry.unit(), "a unit that an earlier row opened (empty 'from', with 'gpus')");
            }
            grow();
            int i = size;
            int reversedIndex = entry.isReversal() ? find(entry) : -1;
            unit[i] = index;
            at[i] = entry.isReversal() ? at[reversedIndex] : entry.at();
            recorded[i] = entry.recordedMicros();
            from[i] = (byte) entry.from().map(Enum::ordinal).orElse(OUTSIDE).intValue();
            to[i] = (byte) entry.to().map(Enum::ordinal).orElse(OUTSIDE).intValue();
            allocation[i] = switch (entry.allocation()) {
                case Entry.Allocation.Same same -> SAME;
                case Entry.Allocation.Ended ended -> ENDED;
                case Entry.Allocation.To serves ->
                    commitmentIndex.computeIfAbsent(serves.commitment(), name -> {
                        commitments.add(name);
                        return commitments.size() - 1;
                    });
            };
            exclusion[i] =
                    (byte) entry.exclusion().map(Enum::ordinal).orElse(-1).intValue();
            notice[i] = entry.noticeAt();
            id[i] = entry.id();
            reversed[i] = -1;
            word[i] = wordIndex.computeIfAbsent(entry.words(), w -> {
                words.add(w);
                return words.size() - 1;
            });
            line[i] = (int) Math.min(Integer.MAX_VALUE, entry.line());
            if (reversedIndex >= 0) {
                reversed[reversedIndex] = i;
            }
            size++;
        }

        private int find(Entry entry) {
            int found = Arrays.binarySearch(id, 0, size, entry.reverses());
            Integer index = unitIndex.get(entry.unit());
            if (found < 0 || to[found] < 0 || index == null || unit[found] != index || from[found] < 0) {
                throw refused(
                        entry,
                        "reverses " + entry.reverses(),
                        "the id of an earlier step of " + entry.unit() + ", no opening and no reversal");
            }
            if (reversed[found] >= 0) {
                throw refused(entry, "reverses " + entry.reverses(), "an entry that was not reversed before");
            }
            return found;
        }

        private BadInputException refused(Entry entry, String seen, String expected) {
            return new BadInputException(new InputProblem(source, entry.line(), seen, expected));
        }

        private void grow() {
            if (size < unit.length) {
                return;
            }
            int n = size + (size >> 1);
            unit = Arrays.copyOf(unit, n);
            at = Arrays.copyOf(at, n);
            recorded = Arrays.copyOf(recorded, n);
            from = Arrays.copyOf(from, n);
            to = Arrays.copyOf(to, n);
            allocation = Arrays.copyOf(allocation, n);
            exclusion = Arrays.copyOf(exclusion, n);
            notice = Arrays.copyOf(notice, n);
            id = Arrays.copyOf(id, n);
            reversed = Arrays.copyOf(reversed, n);
            word = Arrays.copyOf(word, n);
            line = Arrays.copyOf(line, n);
        }

        public Log build() {
            return new Log(this);
        }
    }
}
