/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A field of a spares document, under all the names that it may have. Case, hyphens and underscores do not count. */
enum Key {
    PART(Kind.TEXT, "part", "item", "sku", "lru"),
    SITE(Kind.TEXT, "site", "base", "location"),
    ROLE(Kind.TEXT, "role", "echelon"),
    POOL(Kind.TEXT, "pool", "campus"),
    SOURCE(Kind.TEXT, "source", "sources", "rateSource"),
    PRIOR(Kind.TEXT, "prior"),
    NOTE(Kind.TEXT, "note", "comment", "description"),
    COST(Kind.COUNT, "costCents", "cost", "unitCost", "unitCostCents", "priceCents", "price"),
    PER_SYSTEM(Kind.COUNT, "perSystem", "quantityPerSystem", "qpa", "z"),
    SYSTEMS(Kind.NUMBER, "systems", "systemsInstalled", "n"),
    POSITIONS(Kind.NUMBER, "positions", "installed", "positionsInstalled"),
    DEMAND(Kind.RATE, "demand", "demandRate", "lambda", "failures"),
    RATE_PER_POSITION(Kind.RATE, "ratePerPosition", "failureRate", "ratePerUnit", "failuresPerPosition"),
    VARIANCE_TO_MEAN(Kind.NUMBER, "varianceToMean", "varianceToMeanRatio", "vtmr", "vmr"),
    REPAIRED_HERE(Kind.SHARE, "repairedHere", "localRepairShare", "repairShare", "r"),
    REPAIR_TIME(Kind.TIME, "repairTime", "repair", "turnaround", "resupplyTime", "resupply", "t", "d"),
    SHIP_TIME(Kind.TIME, "orderAndShip", "orderAndShipTime", "orderShipTime", "shipTime", "ship", "o"),
    CONDEMNED(Kind.SHARE, "condemnedShare", "condemned", "condemnationShare"),
    SUPPLY_TIME(Kind.TIME, "supplyTime", "supplyLeadTime", "supply", "leadTime"),
    WARRANTY(Kind.SHARE, "warrantyShare", "rmaShare"),
    WARRANTY_TIME(Kind.TIME, "warrantyTime", "rmaTime", "rma", "warranty"),
    OWNED(Kind.COUNT, "owned"),
    ON_HAND(Kind.COUNT, "onHand"),
    ON_ORDER(Kind.COUNT, "onOrder"),
    IN_REPAIR(Kind.COUNT, "inRepair"),
    OWED(Kind.COUNT, "owed", "backordered"),
    MIN(Kind.COUNT, "minStock", "min"),
    MAX(Kind.COUNT, "maxStock", "max", "shelf", "shelfLimit"),
    EXISTING_MOVES(Kind.TEXT, "existingMoves"),
    TIME_UNIT(Kind.TEXT, "timeUnit"),
    DEMAND_UNIT(Kind.TEXT, "demandUnit", "rateUnit", "demandPer");

    /** What a field holds. */
    enum Kind {
        TEXT,
        COUNT,
        NUMBER,
        SHARE,
        RATE,
        TIME
    }

    /** A field and the unit that its name carries ("repairTimeDays", "demand_per_year"); empty for none. */
    record Found(Key key, String unit) {}

    private static final List<String> UNITS =
            List.of("hours", "hour", "days", "day", "weeks", "week", "months", "month", "years", "year");

    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so.
    private final List<String> names;

    Key(Kind kind, String... names) {
        this.kind = kind;
        this.names = List.of(names);
    }

    Kind kind() {
        return kind;
    }

    /** Its first name, for messages and documents. */
    String shown() {
        return names.getFirst();
    }

    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }

    static Optional<Found> find(String name) {
        String plain = plain(name);
        Optional<Found> whole = byPlainName(plain).map(k -> new Found(k, ""));
        if (whole.isPresent()) {
            return whole;
        }
        for (String unit : UNITS) {
            if (plain.endsWith(unit)) {
                String stem = plain.substring(0, plain.length() - unit.length());
                Optional<Key> time = byPlainName(stem).filter(k -> k.kind == Kind.TIME);
                Optional<Key> rate = stem.endsWith("per")
                        ? byPlainName(stem.substring(0, stem.length() - 3)).filter(k -> k.kind == Kind.RATE)
                        : Optional.empty();
                if (time.isPresent() || rate.isPresent()) {
                    return Optional.of(new Found(time.or(() -> rate).orElseThrow(), unit));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Key> byPlainName(String plain) {
        return Arrays.stream(values())
                .filter(k -> k.names.stream().anyMatch(n -> plain(n).equals(plain)))
                .findFirst();
    }

    /** The field whose name looks most like this one. */
    static String nearest(String name) {
        String plain = plain(name);
        return Arrays.stream(values())
                .flatMap(k -> k.names.stream())
                .filter(n -> n.length() > 2)
                .min((a, b) -> Integer.compare(distance(plain, plain(a)), distance(plain, plain(b))))
                .orElse("part");
    }

    static String known() {
        return String.join(", ", Stream.of(values()).map(Key::shown).toList());
    }

    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int up = row[j];
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(up, row[j - 1]) + 1);
                diagonal = up;
            }
        }
        return row[b.length()];
    }
}
