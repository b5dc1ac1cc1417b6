/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that was heard about one unit, as its source told it: raw, but with its words in ours.
 *
 * @param time when it happened; empty if the source tells only the time since boot, or none
 * @param node the host's name as the source tells it; empty if it does not
 * @param entity what on the node: {@code PCI:0000:05:00} for a GPU, {@code nvidia-nvswitch3}, {@code mlx5_0/1}; empty for the
 *     node itself
 * @param kind the language of the code: {@code xid}, {@code sxid}, {@code mlx5}, {@code metric}, {@code redfish} and so on
 * @param code the code in that language, digits for XID and SXid
 * @param mnemonic its name in words
 * @param action what the source or its catalogue asks for at once, in its own words
 * @param raw the line or lines that said so, as they stood
 * @param attributes what else was read: serials, links, registers, values
 */
public record Signal(
        Optional<Instant> time,
        String node,
        String entity,
        String kind,
        String code,
        String mnemonic,
        Severity severity,
        String action,
        String raw,
        Map<String, String> attributes) {

    public Signal {
        attributes = Map.copyOf(attributes);
    }

    /** The attribute, or an empty text. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** Where it happened: node and entity. */
    public String place() {
        return entity.isEmpty() ? node : node + "/" + entity;
    }
}
