/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import java.util.Locale;
import java.util.Set;

/** Names of vertical datums, one word for one datum. */
final class Datums {

    private static final Set<String> KNOWN = Set.of(
            "NAVD88", "NGVD29", "DHHN2016", "DHHN92", "EVRF2007", "ODN", "MSL", "MLLW", "IGLD85", "PRVD02", "LMSL");

    private Datums() {}

    static boolean known(String plain) {
        return KNOWN.contains(plain);
    }

    /** {@code North American Vertical Datum of 1988} and {@code navd 88} are NAVD88; what is not known stays as it is written. */
    static String plain(String text) {
        String all = text.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        if (all.startsWith("NAVD") || all.contains("VERTICALDATUMOF1988")) {
            return "NAVD88";
        }
        if (all.startsWith("NGVD") || all.contains("VERTICALDATUMOF1929")) {
            return "NGVD29";
        }
        return switch (all) {
            case "NHN", "NHN2016" -> "DHHN2016";
            case "NHN92" -> "DHHN92";
            default -> all;
        };
    }
}
