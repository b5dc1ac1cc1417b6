/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

/**
 * A zone as the map writes it and what it means.
 *
 * @param code as written, such as {@code AE}
 * @param subtype as written; empty where none
 * @param note what does not fit together, such as a zone X inside the special flood hazard area; empty if nothing
 */
public record FloodZone(String code, String subtype, FloodClass meaning, String note) {

    /** {@code AE (FLOODWAY)}. */
    public String shown() {
        return subtype.isEmpty() || subtype.equals(code) ? code : code + " (" + subtype + ")";
    }
}
