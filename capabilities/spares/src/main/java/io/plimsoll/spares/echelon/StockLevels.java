/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.echelon;

import java.util.Arrays;
import java.util.List;

/**
 * The stock of one part: at the depot (0 if there is none) and at each site, in the part's order of sites. A level counts what is on
 * the shelf, on its way and in repair for the site, less what the site owes.
 */
public record StockLevels(int depot, List<Integer> sites) {

    public StockLevels {
        sites = List.copyOf(sites);
    }

    StockLevels(int depot, int[] sites) {
        this(depot, Arrays.stream(sites).boxed().toList());
    }

    public int total() {
        return depot + sites.stream().mapToInt(Integer::intValue).sum();
    }
}
