/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.model;

import static io.plimsoll.model.EvidenceKind.*;
import static io.plimsoll.model.UnitState.*;

import java.util.List;
import java.util.Optional;

/**
 * One step that exists on the line: from a state, on a kind of evidence, to a state. {@link #TABLE} is the whole line; a
 * step that is not in it does not exist. The database holds the same table and refuses everything else.
 */
public record Step(UnitState from, UnitState to, EvidenceKind evidence) {

    /** Every step of the line. */
    public static final List<Step> TABLE = List.of(
            new Step(PLANNED, RECEIVED, GOODS_IN),
            new Step(RECEIVED, INSTALLED, RACK_SIGN_OFF),
            new Step(INSTALLED, CABLED, CABLE_VERIFICATION),
            new Step(CABLED, TESTING, TEST_START),
            new Step(TESTING, ACCEPTED, CERTIFICATE),
            new Step(TESTING, REPAIR, WORK_ORDER),
            new Step(TESTING, CABLED, FAULT),
            new Step(CABLED, INSTALLED, CABLE_VERIFICATION),
            new Step(ACCEPTED, HOT_SPARE, HOT_SPARE_DECISION),
            new Step(HOT_SPARE, ACCEPTED, HOT_SPARE_DECISION),
            new Step(ACCEPTED, SERVING, ALLOCATION),
            new Step(HOT_SPARE, SERVING, ALLOCATION),
            new Step(SERVING, ACCEPTED, RELEASE),
            new Step(ACCEPTED, SUSPECT, FAULT),
            new Step(HOT_SPARE, SUSPECT, FAULT),
            new Step(SERVING, SUSPECT, FAULT),
            new Step(SUSPECT, SERVING, CLEARANCE),
            new Step(SUSPECT, DRAINING, DRAIN_DECISION),
            new Step(DRAINING, REPAIR, WORK_ORDER),
            new Step(REPAIR, INSTALLED, REPAIR_RECORD),
            new Step(REPAIR, RETIRED, RETIREMENT),
            new Step(PLANNED, RETIRED, RETIREMENT),
            new Step(RECEIVED, RETIRED, RETIREMENT));

    /** The step between two states, if the line has one. */
    public static Optional<Step> between(UnitState from, UnitState to) {
        return TABLE.stream().filter(s -> s.from == from && s.to == to).findFirst();
    }
}
