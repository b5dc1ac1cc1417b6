/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a row of a published table stands for, told from its name. */
enum SiteKind {
    /** One site, or a group whose parts are not in the table. */
    SITE,
    LEASED,
    OFFICE,
    /** The sum of the data centres. */
    DATA_CENTRES_TOTAL,
    LEASED_TOTAL,
    OWNED_TOTAL,
    OFFICES_TOTAL,
    /** The sum of all. */
    TOTAL;

    private static final Pattern SUM = Pattern.compile(
            ".*\\b(total|totals|subtotal|sum|all|fleet|overall|worldwide|global|company|group|portfolio|aggregate|gesamt|gesamtsumme|insgesamt|summe|alle)\\b.*");
    private static final Pattern LEASE =
            Pattern.compile(".*\\b(leased?|colo|colocation|co-location|third.party|(an)?gemietete?[nrs]?)\\b.*");
    private static final Pattern OFFICES =
            Pattern.compile(".*\\b(offices?|retail|warehouses?|headquarters|hq|b(ü|ue)ros?|verwaltung(en)?)\\b.*");
    private static final Pattern CENTRES =
            Pattern.compile(".*\\b(data ?cent(er|re)s?|dcs?|facilities|rechenzentren|rz)\\b.*");
    private static final Pattern OWN = Pattern.compile(".*\\b(owned|self-built|operated)\\b.*");

    static SiteKind of(String name) {
        String s = name.toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean lease = LEASE.matcher(s).matches();
        boolean office = OFFICES.matcher(s).matches();
        if (SUM.matcher(s).matches()) {
            return lease
                    ? LEASED_TOTAL
                    : office
                            ? OFFICES_TOTAL
                            : OWN.matcher(s).matches()
                                    ? OWNED_TOTAL
                                    : CENTRES.matcher(s).matches()
                                                    && !s.startsWith("all ")
                                                    && !s.startsWith("total facilities")
                                            ? DATA_CENTRES_TOTAL
                                            : TOTAL;
        }
        return lease ? LEASED : office ? OFFICE : SITE;
    }

    boolean isSum() {
        return this == DATA_CENTRES_TOTAL
                || this == LEASED_TOTAL
                || this == OWNED_TOTAL
                || this == OFFICES_TOTAL
                || this == TOTAL;
    }

    /** Whether a row of this kind belongs under a sum of that kind. */
    boolean under(SiteKind sum) {
        return switch (sum) {
            case TOTAL -> true;
            case DATA_CENTRES_TOTAL -> this == SITE || this == LEASED;
            case LEASED_TOTAL -> this == LEASED;
            case OWNED_TOTAL -> this == SITE;
            case OFFICES_TOTAL -> this == OFFICE;
            case SITE, LEASED, OFFICE -> false;
        };
    }
}
