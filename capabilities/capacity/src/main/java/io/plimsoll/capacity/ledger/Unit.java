/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.ledger;

import io.plimsoll.model.UnitClass;

/**
 * One unit of the ledger and where it stands.
 *
 * @param gpus GPUs that it brings; the weight of its seconds
 * @param slot counted as the rack prints it; -1 for not known
 */
public record Unit(String name, UnitClass unitClass, int gpus, String site, String rack, int slot) {

    /** Site order: site, rack, slot, name, with the numbers in names compared as numbers. */
    public static int inSiteOrder(Unit a, Unit b) {
        int order = natural(a.site, b.site);
        order = order != 0 ? order : natural(a.rack, b.rack);
        order = order != 0 ? order : Integer.compare(a.slot, b.slot);
        return order != 0 ? order : natural(a.name, b.name);
    }

    /** Compares runs of digits as numbers, everything else letter by letter. */
    static int natural(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (digit(a.charAt(i)) && digit(b.charAt(j))) {
                int iEnd = digitsEnd(a, i);
                int jEnd = digitsEnd(b, j);
                int order = numbers(a, i, iEnd, b, j, jEnd);
                if (order != 0) {
                    return order;
                }
                i = iEnd;
                j = jEnd;
            } else {
                int order = Character.compare(a.charAt(i++), b.charAt(j++));
                if (order != 0) {
                    return order;
                }
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static int numbers(String a, int i, int iEnd, String b, int j, int jEnd) {
        int x = i;
        int y = j;
        while (x < iEnd - 1 && a.charAt(x) == '0') {
            x++;
        }
        while (y < jEnd - 1 && b.charAt(y) == '0') {
            y++;
        }
        int order = Integer.compare(iEnd - x, jEnd - y);
        while (order == 0 && x < iEnd) {
            order = Character.compare(a.charAt(x++), b.charAt(y++));
        }
        return order;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && digit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
