/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.ArrayList;
import java.util.List;

/** Ids as closed ranges: 7,8,9,12 becomes [[7,9],[12,12]]. A node and its GPUs have ids in a row, so this stays short. */
final class Ranges {

    private Ranges() {}

    static List<List<Long>> of(List<Long> ids) {
        List<List<Long>> ranges = new ArrayList<>();
        List<Long> sorted = ids.stream().sorted().toList();
        for (int i = 0; i < sorted.size(); ) {
            int j = i;
            while (j + 1 < sorted.size() && sorted.get(j + 1) == sorted.get(j) + 1) {
                j++;
            }
            ranges.add(List.of(sorted.get(i), sorted.get(j)));
            i = j + 1;
        }
        return ranges;
    }
}
