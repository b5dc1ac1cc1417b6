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

    private static final String DIGITS = "0123456789";

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
            if (DIGITS.indexOf(a.charAt(i)) >= 0 && DIGITS.indexOf(b.charAt(j)) >= 0) {
                int iEnd = digitsEnd(a, i);
                int jEnd = digitsEnd(b, j);
                String x = a.substring(i, iEnd).replaceFirst("^0+(?=.)", "");
                String y = b.substring(j, jEnd).replaceFirst("^0+(?=.)", "");
                int order = x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
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

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && DIGITS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }
}
