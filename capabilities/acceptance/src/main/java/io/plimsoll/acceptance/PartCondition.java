/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import java.util.Locale;

/**
 * A condition on what is in the node: it has a part of this kind whose model contains this text.
 *
 * @param modelContains compared without case; empty for any model
 */
public record PartCondition(PartKind part, String modelContains) {

    public boolean holds(Fingerprint fingerprint) {
        String wanted = modelContains.toUpperCase(Locale.ROOT);
        return fingerprint.parts(part).stream()
                .anyMatch(p -> p.model().toUpperCase(Locale.ROOT).contains(wanted));
    }

    /** {@code GPU} or {@code GPU like H100}. */
    @Override
    public String toString() {
        return modelContains.isEmpty() ? part.name() : part + " like " + modelContains;
    }
}
