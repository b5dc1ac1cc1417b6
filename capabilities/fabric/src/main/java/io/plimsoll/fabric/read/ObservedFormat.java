/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

/** A foreign format that says what is wired. */
public enum ObservedFormat {
    /** Text of {@code ibnetdiscover} from infiniband-diags. */
    IBNETDISCOVER("ibnetdiscover"),
    /** {@code lldpctl -f json} or {@code -f json0}, of one host or of several. */
    LLDP_JSON("lldp-json"),
    /** The topology graph of NVIDIA NetQ. */
    NETQ("netq");

    private final String id;

    ObservedFormat(String id) {
        this.id = id;
    }

    /** The name in commands and in the record. */
    public String id() {
        return id;
    }
}
