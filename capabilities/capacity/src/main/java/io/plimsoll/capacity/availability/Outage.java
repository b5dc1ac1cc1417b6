/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.availability;

import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.model.UnitState;
import java.util.Optional;

/**
 * A span in which a unit of the commitment was not up.
 *
 * @param from epoch second, within the window
 * @param until epoch second, exclusive
 * @param counted seconds that count against the operator, after exclusions, grace and the evidence rule
 * @param state the one that it went into
 * @param exclusion what was claimed for it
 * @param entry id of the ledger entry that began it
 * @param cause as that entry tells it
 */
public record Outage(
        String unit,
        long from,
        long until,
        long counted,
        UnitState state,
        Optional<Exclusion.Kind> exclusion,
        long entry,
        String cause) {}
