/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.crew.blocker.Blocker;
import io.plimsoll.crew.blocker.BlockerState;
import io.plimsoll.crew.blocker.BlockerStep;
import io.plimsoll.crew.blocker.Eta;
import io.plimsoll.crew.blocker.Spell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A blocker with its steps.
 *
 * @param now how it stands; its id is the row's number, or that of the file it came from
 * @param origin the thing of the record that raised it; {@code hand} if a person did
 * @param steps in order
 */
public record BlockerRow(
        long id, Blocker now, String origin, Instant raisedAt, String raisedBy, List<Step> steps, long journalSeq) {

    /** Raised by a person. */
    public static final String BY_HAND = "hand";

    public BlockerRow {
        steps = List.copyOf(steps);
    }

    /**
     * Something that happened to it.
     *
     * @param owner a role, for OWNED
     * @param waitsOn another blocker, for WAITS
     */
    public record Step(
            int n,
            BlockerStep step,
            BlockerState state,
            Instant at,
            String by,
            String owner,
            Optional<Eta> eta,
            Optional<Long> waitsOn,
            String says,
            long journalSeq) {}

    /** Each time that it was open, from raised to when it held nothing up any more. */
    public List<Spell> spells() {
        List<Spell> out = new ArrayList<>();
        Optional<Instant> from = Optional.empty();
        Optional<Eta> first = Optional.empty();
        boolean again = false;
        for (Step s : steps) {
            if (s.step() == BlockerStep.RAISED || s.step() == BlockerStep.REOPENED) {
                from = Optional.of(s.at());
                first = Optional.empty();
                again = s.step() == BlockerStep.REOPENED;
            }
            if (first.isEmpty()) {
                first = s.eta();
            }
            if (from.isPresent() && !s.state().holds()) {
                out.add(new Spell(
                        now.kind(), now.site(), now.supplier(), from.get(), Optional.of(s.at()), first, again));
                from = Optional.empty();
            }
        }
        return out;
    }
}
