/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An incident whose turn it is, beside its node on the line, and what the record has said since the step was decided.
 *
 * @param decision the last step that was decided, and since when
 * @param raw the line that began it; empty if it was no line
 * @param serial of the part that the lines named; empty for none
 * @param gpu the serial of the GPU that is meant, by the record; empty for none
 * @param certificate issued on a run that began after that step, and not revoked
 * @param failed a run that began after that step and ended FAIL
 * @param repaired the journal row of a repair record after that step
 * @param commitment that the node is allocated to now; empty for none
 * @param alone no other open incident holds the node out of service
 */
public record HealthTurnRow(
        String incident,
        String phase,
        String step,
        String node,
        String entity,
        String code,
        String blame,
        UnitState state,
        Instant since,
        long decision,
        Instant decidedAt,
        String reason,
        String raw,
        String serial,
        String gpu,
        OptionalLong certificate,
        OptionalLong failed,
        Optional<RepairRow> repaired,
        String commitment,
        boolean alone) {

    /** A repair record. */
    public record RepairRow(long journalSeq, String technician, String workOrder) {}
}
