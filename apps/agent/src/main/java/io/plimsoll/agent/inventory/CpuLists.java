/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.inventory;

import java.util.ArrayList;
import java.util.List;

/** The kernel's lists of processors, such as {@code 0-3,8,10-11}. */
final class CpuLists {

    private static final int CPU_MAX = 8192;

    private CpuLists() {}

    /** The numbers of a list; an entry that is none is left out. */
    static List<Integer> parse(String text) {
        List<Integer> out = new ArrayList<>();
        for (String part : text.strip().split(",")) {
            String[] ends = part.strip().split("-");
            try {
                int from = Integer.parseInt(ends[0]);
                int to = ends.length > 1 ? Integer.parseInt(ends[1]) : from;
                for (int i = from; i <= Math.min(to, CPU_MAX); i++) {
                    out.add(i);
                }
            } catch (NumberFormatException e) {
                // an empty list, or a form that this kernel does not have
            }
        }
        return out;
    }
}
