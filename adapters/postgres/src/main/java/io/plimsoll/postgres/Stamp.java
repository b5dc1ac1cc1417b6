/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;

/**
 * Who wrote a fact, and when it became true. When it was written down is the record's own clock.
 *
 * @param actor the signed-in user, or the job that acted, for example {@code reconciler:waivers}
 * @param effectiveAt when it became true; may lie in the past
 */
public record Stamp(String actor, Instant effectiveAt) {}
