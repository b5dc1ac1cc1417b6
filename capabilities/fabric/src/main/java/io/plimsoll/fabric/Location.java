/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

/**
 * Where a device stands.
 *
 * @param hall the hall's name, empty if unknown
 * @param row the row's name within the hall, empty if unknown
 * @param rack the rack's name, empty if unknown
 * @param rackUnit the lowest rack unit the device fills, counted from 1 at the bottom; 0 if unknown
 */
public record Location(String hall, String row, String rack, int rackUnit) {
    public static final Location UNKNOWN = new Location("", "", "", 0);

    /** {@code H1/A/A03/U12}, without the parts that are not known. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (String part : new String[] {hall, row, rack, rackUnit > 0 ? "U" + rackUnit : ""}) {
            if (!part.isEmpty()) {
                out.append(out.isEmpty() ? "" : "/").append(part);
            }
        }
        return out.toString();
    }
}
