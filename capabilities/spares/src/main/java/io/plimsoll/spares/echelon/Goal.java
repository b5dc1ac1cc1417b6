/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.echelon;

/** What one part's units are spread over its sites for. */
public enum Goal {
    /** The fewest expected backorders over all sites. */
    BACKORDERS,
    /** The fewest demands a day that find an empty shelf. */
    UNFILLED
}
