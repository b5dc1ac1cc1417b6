/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.blockers;

import io.plimsoll.crew.blocker.BlockerState;
import io.plimsoll.crew.blocker.BlockerStep;
import io.plimsoll.crew.blocker.Target;
import io.plimsoll.postgres.BlockerRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.NewBlocker;
import io.plimsoll.postgres.NewBlockerStep;
import io.plimsoll.postgres.RecordRefusedException;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.postgres.StandingRecord.Found;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Raises what the record itself shows to be in the way, and clears it once it shows it no more. Looks at the record and takes no input;
 * twice is as good as once.
 */
public final class BlockerWatch {

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.blockers");
    private static final String ACTOR = "record:blockers";
    private static final int A_ROUND = 500;

    private final Database record;

    public BlockerWatch(Database record) {
        this.record = record;
    }

    /** One look at one site. @return how many steps were taken */
    public int look(String site, Instant now) {
        Map<String, BlockerRow> known = new HashMap<>();
        record.blockers().list(site).stream()
                .filter(r -> !r.origin().equals(BlockerRow.BY_HAND))
                .forEach(r -> known.put(r.origin(), r));
        int steps = 0;
        for (Found f : record.blockers().standing(site, now).found()) {
            BlockerRow row = known.remove(f.origin());
            if (steps < A_ROUND) {
                steps += row == null
                        ? raise(site, f, now)
                        : row.now().state().open()
                                ? 0
                                : step(site, row, now, BlockerStep.REOPENED, "the record shows it again: " + f.title());
            }
        }
        for (BlockerRow row : known.values()) {
            if (row.now().state().open()) {
                steps += step(site, row, now, BlockerStep.CLEARED, "the record shows it no more");
            } else if (row.now().state() == BlockerState.CLEARED
                    && !last(row).by().equals(ACTOR)) {
                steps += step(site, row, now, BlockerStep.VERIFIED, "the record shows it no more");
            }
        }
        return steps;
    }

    private static BlockerRow.Step last(BlockerRow row) {
        return row.steps().getLast();
    }

    private int raise(String site, Found f, Instant now) {
        try {
            record.blockers()
                    .raise(
                            new Stamp(ACTOR, now),
                            site,
                            new NewBlocker(
                                    f.kind(),
                                    f.title(),
                                    f.supplier(),
                                    f.origin(),
                                    "",
                                    Optional.empty(),
                                    f.nodes().stream()
                                            .<Target>map(Target.Unit::new)
                                            .toList(),
                                    List.of()));
            return 1;
        } catch (RecordRefusedException e) {
            // Raised at the same moment by another round: that one counts.
            LOG.log(System.Logger.Level.DEBUG, f.origin() + " was not raised: " + e.getMessage());
            return 0;
        }
    }

    private int step(String site, BlockerRow row, Instant now, BlockerStep step, String says) {
        Instant at = now.isBefore(last(row).at()) ? last(row).at() : now;
        try {
            record.blockers().step(new Stamp(ACTOR, at), site, row.id(), NewBlockerStep.of(step, says));
            return 1;
        } catch (RecordRefusedException e) {
            LOG.log(System.Logger.Level.DEBUG, "blocker " + row.id() + " was not stepped: " + e.getMessage());
            return 0;
        }
    }
}
