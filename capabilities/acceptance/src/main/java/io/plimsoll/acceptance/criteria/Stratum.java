/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The class of nodes that are compared with one another. An empty text is a level that is not told apart.
 *
 * @param sku the GPU's model, or the node's where it has none
 * @param firmware the firmware that was told apart
 * @param inlet the class of inlet temperature, for example {@code 22-27C}
 */
public record Stratum(String sku, String firmware, String inlet) implements Comparable<Stratum> {

    /** All nodes alike. */
    public static final Stratum ALL = new Stratum("", "", "");

    /** ASHRAE TC 9.9 recommends 18 to 27 degC at the inlet; finer classes inside, one below and two above. */
    private static final double[] INLET_EDGES = {18, 22, 27, 32};

    /** The class of a node by what it is made of; firmware is the GPU's VBIOS, else the BIOS. */
    public static Stratum of(Fingerprint fingerprint) {
        List<Part> gpus = fingerprint.parts(PartKind.GPU);
        String sku = gpus.stream().map(Part::model).distinct().sorted().collect(Collectors.joining("+"));
        List<Part> told = gpus.isEmpty() ? fingerprint.parts(PartKind.BIOS) : gpus;
        String firmware = told.stream()
                .map(Part::firmware)
                .filter(f -> !f.isBlank())
                .distinct()
                .sorted()
                .collect(Collectors.joining("+"));
        return new Stratum(sku.isEmpty() ? fingerprint.model() : sku, firmware, "");
    }

    /** The class of a {@link #key}. */
    public static Stratum ofKey(String key) {
        String sku = "";
        String firmware = "";
        String inlet = "";
        int from = key.indexOf("/firmware=");
        int at = key.indexOf("/inlet=");
        if (key.startsWith("sku=")) {
            sku = key.substring(4, from >= 0 ? from : at >= 0 ? at : key.length());
        }
        if (from >= 0) {
            firmware = key.substring(from + 10, at > from ? at : key.length());
        }
        if (at >= 0) {
            inlet = key.substring(at + 7);
        }
        return new Stratum(sku, firmware, inlet);
    }

    /** The class of an inlet temperature in degC. */
    public static String inletClass(double celsius) {
        for (int i = 0; i < INLET_EDGES.length; i++) {
            if (celsius < INLET_EDGES[i]) {
                return i == 0 ? "<18C" : (int) INLET_EDGES[i - 1] + "-" + (int) INLET_EDGES[i] + "C";
            }
        }
        return ">=32C";
    }

    /** The next wider class: inlet goes first, then firmware. Different hardware is never pooled. */
    public Optional<Stratum> wider() {
        if (!inlet.isEmpty()) {
            return Optional.of(new Stratum(sku, firmware, ""));
        }
        return firmware.isEmpty() ? Optional.empty() : Optional.of(new Stratum(sku, "", ""));
    }

    /** {@code all}, or {@code sku=H100/firmware=96.00/inlet=22-27C}; the key in documents. */
    public String key() {
        if (equals(ALL)) {
            return "all";
        }
        return "sku=" + sku + (firmware.isEmpty() ? "" : "/firmware=" + firmware)
                + (inlet.isEmpty() ? "" : "/inlet=" + inlet);
    }

    @Override
    public int compareTo(Stratum other) {
        return key().compareTo(other.key());
    }
}
