/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What devices call themselves, and which of these names say nothing. */
final class Names {

    /** Host names of machines that nobody has named. */
    private static final Set<String> UNNAMED_HOSTS =
            Set.of("localhost", "ubuntu", "debian", "rocky", "rhel", "node", "host", "(none)");

    private static final Pattern DEFAULT =
            Pattern.compile("MT\\d{4,5} .*|.*Mellanox Technologies.*|[a-z]+-[a-z]+-installer.*");

    private Names() {}

    /** {@code a08-p1-dgx-04-c01} and {@code mlx5_5} of {@code a08-p1-dgx-04-c01 mlx5_5}; the adapter is empty if there is no blank. */
    record HostAndAdapter(String host, String adapter) {}

    static HostAndAdapter split(String description) {
        String text = description.strip();
        int blank = text.lastIndexOf(' ');
        return blank < 0
                ? new HostAndAdapter(text, "")
                : new HostAndAdapter(text.substring(0, blank).strip(), text.substring(blank + 1));
    }

    /** {@code A09-P1-IBLEAF-04-04} of {@code MF0;A09-P1-IBLEAF-04-04:MQM9701/U1}; other descriptions stay as they are. */
    static String ofSwitch(String description) {
        String text = description.strip();
        if (!text.startsWith("MF0;")) {
            return text;
        }
        int colon = text.indexOf(':');
        return text.substring(4, colon < 0 ? text.length() : colon);
    }

    /** Whether a description or host name says nothing about who it is. */
    static boolean saysNothing(String name) {
        if (name.isBlank()) {
            return true;
        }
        char first = name.charAt(0);
        boolean worthMatching = first == 'M' || first == 'Q' || name.indexOf("Mellanox") >= 0;
        return (worthMatching && DEFAULT.matcher(name).matches())
                || UNNAMED_HOSTS.contains(name.toLowerCase(Locale.ROOT))
                || name.toLowerCase(Locale.ROOT).startsWith("localhost.");
    }

    /** {@code HCA-6} for {@code mlx5_5} and the other way round: both count the adapters of a board. Empty for other names. */
    static String otherAdapterName(String adapter) {
        if (adapter.startsWith("mlx5_")) {
            int n = PlanIndex.number(adapter.substring(5));
            return n < 0 ? "" : "HCA-" + (n + 1);
        }
        if (adapter.startsWith("HCA-")) {
            int n = PlanIndex.number(adapter.substring(4));
            return n < 1 ? "" : "mlx5_" + (n - 1);
        }
        return "";
    }
}
