/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.crew.blocker.BlockerStep;
import io.plimsoll.crew.blocker.Eta;
import java.util.Optional;

/**
 * A step to be taken by a blocker.
 *
 * @param owner a role, for OWNED only
 * @param eta for ETA only
 * @param waitsOn another blocker of the site, for WAITS only
 * @param says why, or by what
 */
public record NewBlockerStep(
        BlockerStep step, Optional<String> owner, Optional<Eta> eta, Optional<Long> waitsOn, String says) {

    /** One that needs no more than words. */
    public static NewBlockerStep of(BlockerStep step, String says) {
        return new NewBlockerStep(step, Optional.empty(), Optional.empty(), Optional.empty(), says);
    }
}
