/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.capacity.Measurement.Exclusion;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an outage beside its own rows.
 *
 * @param id of the note
 * @param unit the node, or the GPU that is promised by itself
 * @param from when the stay in the state that it speaks of began
 * @param exclusion why it is not the operator's failure
 * @param noticeAt when the customer told of it
 * @param reverses the note that never was; empty for none
 */
public record OutageNote(
        long id,
        String unit,
        Instant from,
        Optional<Exclusion.Kind> exclusion,
        Optional<Instant> noticeAt,
        Optional<Long> reverses,
        String reason,
        String toldBy,
        Instant recordedAt,
        long journalSeq) {}
