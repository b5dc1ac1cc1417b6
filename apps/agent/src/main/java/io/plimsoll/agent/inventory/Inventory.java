/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.inventory;

import io.plimsoll.acceptance.Fingerprint;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a host is and what runs on it.
 *
 * @param identity where the node serial comes from, for example {@code DMI product serial}
 * @param software versions, which are no part of the fingerprint
 * @param cpusPresent processors that the kernel knows
 * @param cpusAllowed processors that this process may run on
 * @param offline processors that are present and not online
 */
public record Inventory(
        Fingerprint fingerprint,
        String identity,
        SortedMap<String, String> software,
        List<Integer> cpusPresent,
        List<Integer> cpusAllowed,
        List<Integer> offline) {

    public Inventory {
        software = Collections.unmodifiableSortedMap(new TreeMap<>(software));
        cpusPresent = List.copyOf(cpusPresent);
        cpusAllowed = List.copyOf(cpusAllowed);
        offline = List.copyOf(offline);
    }
}
