/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import java.util.List;

/**
 * A waiver as the engineer who asked for it remembers it.
 *
 * @param id as the record calls it; empty until it is granted
 * @param nodes those that it was asked for, whether their certificates came to rest on it or not
 * @param until when it ends, in virtual seconds
 */
public record SiteWaiver(String id, String test, List<Integer> nodes, long until) {
    public SiteWaiver {
        nodes = List.copyOf(nodes);
    }

    boolean granted() {
        return !id.isEmpty();
    }

    SiteWaiver grantedAs(String number) {
        return new SiteWaiver(number, test, nodes, until);
    }
}
