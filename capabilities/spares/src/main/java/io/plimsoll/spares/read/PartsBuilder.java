/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.spares.DepotSupply;
import io.plimsoll.spares.SiteDemand;
import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.StockLimits;
import io.plimsoll.spares.demand.CountLaw;
import io.plimsoll.spares.priors.Priors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Groups rows by part and makes checked parts of them. */
final class PartsBuilder {

    private static final int PARTS_MAX = 20_000;

    private final Document document;
    private final InputProblems problems;
    private final Fields fields;

    PartsBuilder(Document document, InputProblems problems) {
        this.document = document;
        this.problems = problems;
        this.fields = new Fields(problems);
    }

    List<SparePart> parts() {
        Map<String, List<Row>> byPart = new LinkedHashMap<>();
        Map<String, String> firstPlace = new LinkedHashMap<>();
        for (Row row : document.rows()) {
            String name = row.text(Key.PART);
            if (name.isEmpty()) {
                fields.problem(row, "", "part: the name of the part", "");
                continue;
            }
            String place = row.where().replaceAll("\\.(sites|depot).*", "");
            String before = firstPlace.putIfAbsent(name, place);
            if (before != null
                    && !before.equals(place)
                    && place.startsWith("parts")
                    && row.has(Key.SITE)
                    && row.where().contains("sites")) {
                fields.problem(row, name, "a part that is not there yet; " + before + " is the same", "join the two");
                continue;
            }
            byPart.computeIfAbsent(name, k -> new ArrayList<>()).add(row);
        }
        List<SparePart> parts = new ArrayList<>();
        byPart.forEach((name, rows) -> part(name, rows).ifPresent(parts::add));
        if (parts.size() > PARTS_MAX) {
            problems.add(0, parts.size() + " parts", "at most " + PARTS_MAX + " parts", "split the file");
        }
        return parts;
    }

    private Optional<SparePart> part(String name, List<Row> rows) {
        Row first = rows.getFirst();
        String source = rows.stream()
                .map(r -> r.text(Key.SOURCE))
                .filter(s -> !s.isEmpty())
                .findFirst()
                .orElse("");
        if (source.isEmpty()) {
            source = rows.stream()
                    .flatMap(r -> Priors.of(r.text(Key.PRIOR)).stream())
                    .map(Priors.Prior::source)
                    .findFirst()
                    .orElse("");
        }
        if (source.isEmpty()) {
            fields.problem(
                    first,
                    "no source for the demand rate of " + name,
                    "source: where this rate is from (a test, a trace, a vendor's page, an agreement)",
                    "see 'plimsoll spares priors' for published rates with their sources");
        }
        double cost = agreed(rows, Key.COST, 1, 1e12, Double.NaN);
        if (Double.isNaN(cost)) {
            cost = 1;
            if (rows.stream().noneMatch(r -> r.has(Key.COST))) {
                fields.problem(
                        first, "no cost of " + name, "costCents: the price of one spare in cents, 1 or more", "");
            }
        } else if (cost != Math.rint(cost)) {
            fields.problem(first, Double.toString(cost), "costCents: whole cents", "");
        }
        int perSystem = (int) agreed(rows, Key.PER_SYSTEM, 1, 1e6, 1);
        double v = agreed(rows, Key.VARIANCE_TO_MEAN, 1, CountLaw.VARIANCE_TO_MEAN_MAX, 1);
        SparePart.Exits exits = exits(rows);
        Optional<DepotSupply> depot = depot(rows, exits);
        List<SiteDemand> sites = sites(rows, depot.isPresent(), perSystem);
        if (sites.isEmpty() && problems.isEmpty()) {
            fields.problem(first, name, "at least one site at which the part fails", "");
        }
        boolean moves = rows.stream()
                .anyMatch(
                        r -> r.text(Key.EXISTING_MOVES).toLowerCase(Locale.ROOT).equals("true"));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        SparePart part = new SparePart(name, Math.round(cost), perSystem, v, exits, depot, sites, source, moves);
        return largeEnoughForATable(part, first) ? Optional.empty() : Optional.of(part);
    }

    private boolean largeEnoughForATable(SparePart part, Row row) {
        double longest = part.depot().map(DepotSupply::repairDays).orElse(0.0);
        longest = Math.max(
                longest, Math.max(part.exits().supplyDays(), part.exits().warrantyDays()));
        for (SiteDemand site : part.sites()) {
            longest = Math.max(longest, Math.max(site.repairDays(), site.shipDays()));
        }
        double out = part.demandPerDay() * longest;
        if (out > CountLaw.MEAN_MAX / 4) {
            fields.problem(
                    row,
                    Math.round(out) + " units of " + part.name() + " out at once",
                    "at most " + Math.round(CountLaw.MEAN_MAX / 4),
                    "check the units of demand and repair time");
            return true;
        }
        return false;
    }

    /** A field of the whole part: every row that has it must say the same. */
    private double agreed(List<Row> rows, Key key, double least, double most, double missing) {
        String text = "";
        double value = missing;
        for (Row row : rows) {
            if (row.has(key) && !row.text(key).equals(text)) {
                if (!text.isEmpty()) {
                    fields.problem(row, row.text(key), key.shown() + ": " + text + " as for this part above", "");
                    continue;
                }
                text = row.text(key);
                value = fields.number(row, key, least, most, missing);
            }
        }
        return value;
    }

    private SparePart.Exits exits(List<Row> rows) {
        double condemned = agreed(rows, Key.CONDEMNED, 0, 1, 0);
        double warranty = agreed(rows, Key.WARRANTY, 0, 1, 0);
        Row row = rows.stream()
                .filter(r -> r.has(Key.SUPPLY_TIME) || r.has(Key.WARRANTY_TIME))
                .findFirst()
                .orElse(rows.getFirst());
        double supply = fields.days(row, Key.SUPPLY_TIME);
        double warrantyTime = fields.days(row, Key.WARRANTY_TIME);
        if (condemned > 0 && !row.has(Key.SUPPLY_TIME)) {
            fields.problem(row, "condemnedShare " + condemned, "supplyTime: how long a new one takes", "");
        }
        if (warranty > 0 && !row.has(Key.WARRANTY_TIME)) {
            fields.problem(row, "warrantyShare " + warranty, "warrantyTime: how long the vendor takes", "");
        }
        if (condemned + warranty > 1) {
            fields.problem(
                    row, condemned + " + " + warranty, "condemnedShare and warrantyShare: together at most 1", "");
        }
        return new SparePart.Exits(
                condemned, Double.isNaN(supply) ? 0 : supply, warranty, Double.isNaN(warrantyTime) ? 0 : warrantyTime);
    }

    private static boolean isDepot(Row row) {
        return row.text(Key.ROLE).toLowerCase(Locale.ROOT).equals("depot");
    }

    private Optional<DepotSupply> depot(List<Row> rows, SparePart.Exits exits) {
        List<Row> depots = rows.stream().filter(PartsBuilder::isDepot).toList();
        if (depots.isEmpty()) {
            return Optional.empty();
        }
        if (depots.size() > 1) {
            fields.problem(depots.get(1), depots.get(1).text(Key.SITE), "one depot for a part", "");
        }
        Row row = depots.getFirst();
        if (row.has(Key.DEMAND) || row.has(Key.RATE_PER_POSITION)) {
            fields.problem(
                    row, "a demand at the depot", "demand at sites only", "add a site for systems near the depot");
        }
        double days = fields.days(row, Key.REPAIR_TIME);
        if (!row.has(Key.REPAIR_TIME)) {
            days = 0;
            if (exits.condemnedShare() + exits.warrantyShare() < 1) {
                fields.problem(row, "no repairTime at the depot", "repairTime with its unit, such as 14 days", "");
            }
        }
        String name = row.has(Key.SITE) ? row.text(Key.SITE) : "depot";
        return Optional.of(new DepotSupply(name, days, limits(row)));
    }

    private List<SiteDemand> sites(List<Row> rows, boolean hasDepot, int perSystem) {
        Set<String> seen = new HashSet<>();
        Map<String, List<SiteDemand>> pools = new LinkedHashMap<>();
        for (Row row : rows) {
            String name = row.text(Key.SITE);
            if (!document.sites().isEmpty()
                    && !name.isEmpty()
                    && !document.sites().contains(name)) {
                String near = document.sites().stream()
                        .min((a, b) -> Integer.compare(Key.distance(name, a), Key.distance(name, b)))
                        .orElse("");
                fields.problem(row, name, "a site out of " + document.sites(), "write '" + near + "'");
            }
            if (name.isEmpty() && !isDepot(row)) {
                fields.problem(row, "", "site: where the part fails", "");
            } else if (!seen.add(name)) {
                fields.problem(row, row.text(Key.PART) + " at " + name, "each part once at a site", "join the two");
            } else if (!isDepot(row)) {
                String pool = row.has(Key.POOL) ? row.text(Key.POOL) : name;
                pools.computeIfAbsent(pool, k -> new ArrayList<>()).add(site(row, name, hasDepot, perSystem));
            }
        }
        List<SiteDemand> sites = new ArrayList<>();
        pools.forEach((pool, members) -> sites.add(Pool.join(pool, members)));
        return sites;
    }

    private SiteDemand site(Row row, String name, boolean hasDepot, int perSystem) {
        double systems = fields.number(row, Key.SYSTEMS, 0, 1e9, 0);
        double positions = fields.number(row, Key.POSITIONS, 0, 1e12, systems * perSystem);
        double demand = demand(row, positions);
        double here = fields.number(row, Key.REPAIRED_HERE, 0, 1, hasDepot ? 0 : 1);
        if (!hasDepot && row.has(Key.REPAIRED_HERE) && here < 1) {
            fields.problem(
                    row,
                    row.text(Key.REPAIRED_HERE),
                    "repairedHere: 1, since this part has no depot that could repair the rest",
                    "add a row with role depot, or use condemnedShare and supplyTime");
        }
        double repair = time(row, Key.REPAIR_TIME, here > 0 && demand > 0 && !fullyReplaced(row, hasDepot));
        double ship = time(row, Key.SHIP_TIME, hasDepot && here < 1 && demand > 0);
        return new SiteDemand(name, positions, demand, here, repair, ship, limits(row));
    }

    private static boolean fullyReplaced(Row row, boolean hasDepot) {
        return !hasDepot && (row.has(Key.CONDEMNED) || row.has(Key.WARRANTY));
    }

    private double time(Row row, Key key, boolean needed) {
        if (!row.has(key)) {
            if (needed) {
                fields.problem(row, "no " + key.shown(), key.shown() + " with its unit, such as 14 days", "");
            }
            return 0;
        }
        double days = fields.days(row, key);
        return Double.isNaN(days) ? 0 : days;
    }

    private double demand(Row row, double positions) {
        double direct = fields.perDay(row, Key.DEMAND);
        double each = fields.perDay(row, Key.RATE_PER_POSITION);
        if (row.has(Key.PRIOR) && !row.has(Key.DEMAND) && !row.has(Key.RATE_PER_POSITION)) {
            return fromPrior(row, positions);
        }
        boolean both = row.has(Key.DEMAND) && row.has(Key.RATE_PER_POSITION);
        boolean neither = !row.has(Key.DEMAND) && !row.has(Key.RATE_PER_POSITION);
        if (both || neither) {
            fields.problem(
                    row,
                    both ? "both demand and ratePerPosition" : "no demand",
                    "demand of the site (23.2/year), or ratePerPosition (0.04/year) with systems or positions",
                    "");
            return 0;
        }
        if (row.has(Key.DEMAND)) {
            return Double.isNaN(direct) ? 0 : direct;
        }
        if (!row.has(Key.SYSTEMS) && !row.has(Key.POSITIONS)) {
            fields.problem(row, "ratePerPosition without systems", "systems or positions of the site", "");
        }
        return Double.isNaN(each) ? 0 : each * positions;
    }

    private double fromPrior(Row row, double positions) {
        Optional<Priors.Prior> prior = Priors.of(row.text(Key.PRIOR));
        if (prior.isEmpty()) {
            List<String> names = Priors.all().stream().map(Priors.Prior::part).toList();
            fields.problem(row, row.text(Key.PRIOR), "prior: one of " + names, "see 'plimsoll spares priors'");
        } else if (prior.get().ratePerYear().isEmpty()) {
            fields.problem(
                    row,
                    row.text(Key.PRIOR),
                    "a demand of your own: no published rate of this part is confirmed",
                    "give demand or ratePerPosition, and its source");
        } else if (positions == 0) {
            fields.problem(
                    row,
                    "a prior without positions",
                    "systems or positions: how many " + prior.get().per() + "s",
                    "");
        } else {
            return prior.get().ratePerYear().getAsDouble() / 365 * positions;
        }
        return 0;
    }

    private StockLimits limits(Row row) {
        int owned = fields.count(row, Key.OWNED, 0, -1);
        int parts = fields.count(row, Key.ON_HAND, 0, 0)
                + fields.count(row, Key.ON_ORDER, 0, 0)
                + fields.count(row, Key.IN_REPAIR, 0, 0)
                - fields.count(row, Key.OWED, 0, 0);
        boolean split = row.has(Key.ON_HAND) || row.has(Key.ON_ORDER) || row.has(Key.IN_REPAIR) || row.has(Key.OWED);
        if (owned >= 0 && split && owned != parts) {
            fields.problem(
                    row, "owned " + owned, "owned, or onHand + onOrder + inRepair - owed, which are " + parts, "");
        }
        int min = fields.count(row, Key.MIN, 0, 0);
        int max = fields.count(row, Key.MAX, 0, StockLimits.NO_LIMIT);
        if (max < min) {
            fields.problem(row, "minStock " + min + ", maxStock " + max, "minStock of at most maxStock", "");
            max = min;
        }
        return new StockLimits(Math.max(0, owned >= 0 ? owned : parts), min, max);
    }
}
