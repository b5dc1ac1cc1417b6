/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One serialised item inside a node, as the hardware itself names it. What could not be read is an empty text, never a guess.
 *
 * @param slot where it sits: DIMM locator, PCI address, interface name, GPU index
 * @param firmware version as printed; VBIOS for a GPU
 * @param attributes what else identifies the part and does not change by itself (size, MAC, UUID)
 */
public record Part(
        PartKind kind,
        String slot,
        String manufacturer,
        String model,
        String serial,
        String firmware,
        SortedMap<String, String> attributes) {

    static final Comparator<Part> ORDER = Comparator.comparing(Part::kind)
            .thenComparing(Part::slot)
            .thenComparing(Part::serial)
            .thenComparing(Part::model);

    public Part {
        attributes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** A part of which only kind, slot, model and serial are known. */
    public static Part of(PartKind kind, String slot, String model, String serial) {
        return new Part(kind, slot, "", model, serial, "", new TreeMap<>(Map.of()));
    }
}
