/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a test asks in addition of nodes whose parts are not new.
 *
 * @param of the provenances that the rule speaks of
 * @param required whether the test becomes required for them
 * @param duration how long it takes for them; empty for as long as for all
 */
public record ProvenanceRule(Set<Provenance> of, boolean required, Optional<Duration> duration) {

    public ProvenanceRule {
        EnumSet<Provenance> ordered = EnumSet.noneOf(Provenance.class);
        ordered.addAll(of);
        of = Collections.unmodifiableSet(ordered);
    }
}
