/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.rules;

import java.util.Arrays;
import java.util.Optional;

/** The ladder of remedies, the gentlest first. A step is taken when the one before was tried and the fault came back. */
public enum Remedy {
    RESET("the GPU is idle or drained", "the XID is silent and the GPU answers"),
    REBOOT("the node is drained", "a new boot ID, all GPUs present"),
    POWER_CYCLE("the node is drained, a reboot did not help", "a new boot ID after power off, all GPUs present"),
    RESEAT("a technician, the power cycle did not help", "the technician's sign-off, cable verification"),
    SWAP("a spare, reseating did not help", "goods-in record and serial of the spare in the slot"),
    RMA(
            "the part is blamed: by its codes, or it failed in several slots",
            "the RMA number, the part off the site's stock");

    private final String needs;
    private final String shows;

    Remedy(String needs, String shows) {
        this.needs = needs;
        this.shows = shows;
    }

    /** The evidence before it may be done. */
    public String needs() {
        return needs;
    }

    /** The evidence that it was done. */
    public String shows() {
        return shows;
    }

    /** The next harder one, if there is one. */
    public Optional<Remedy> next() {
        return Arrays.stream(values()).filter(r -> r.compareTo(this) > 0).findFirst();
    }

    /** The step that an action of a catalogue stands for; empty where it asks for nothing on the hardware. */
    public static Optional<Remedy> of(String action) {
        return switch (action) {
            case "RESET_GPU",
                    "COMPONENT_RESET",
                    "DRAIN_AND_RESET",
                    "DRAIN_P2P",
                    "WORKFLOW_XID_48",
                    "WORKFLOW_NVLINK_ERR",
                    "WORKFLOW_NVLINK5_ERR",
                    "RESET" -> Optional.of(RESET);
            case "RESTART_BM",
                    "RESTART_VM",
                    "SYSTEM_REBOOT",
                    "REBOOT_SYSTEM",
                    "RECOVER_IMEX_DOMAIN",
                    "REBOOT",
                    "INVESTIGATE_HOST" -> Optional.of(REBOOT);
            case "BUS_RESET", "POWER_CYCLE" -> Optional.of(POWER_CYCLE);
            case "CHECK_MECHANICALS",
                    "CHECK_CABLE",
                    "RESEAT",
                    "INSPECT_SLOT",
                    "HARDWARE_INSPECTION",
                    "RUN_FIELDDIAG",
                    "CONTACT_SUPPORT" -> Optional.of(RESEAT);
            case "REPLACE", "REPLACE_VM", "SWAP" -> Optional.of(SWAP);
            case "RMA" -> Optional.of(RMA);
            default -> Optional.empty();
        };
    }
}
