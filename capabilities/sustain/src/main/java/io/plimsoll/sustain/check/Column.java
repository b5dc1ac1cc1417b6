/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column, or the name of a metric in the long form, understood from its heading.
 *
 * @param scale what values are multiplied by to be in the unit of the measure's dimension
 * @param unitSaid whether the heading names its unit
 */
record Column(String heading, Measure measure, double scale, boolean unitSaid) {

    private static final Pattern BRACKETS = Pattern.compile("[(\\[]([^)\\]]*)[)\\]]");
    /** What in brackets is part of the name, and no unit or remark. */
    private static final Pattern BASIS = Pattern.compile("(?i)location|market|standort|ortsb|markt");

    private static final Pattern NO_FIGURE = Pattern.compile(
            "(?i)\\b(yoy|year.on.year|change|delta|target|goal|baseline|forecast|rank|ver(ä|ae)nderung|ziel|basisjahr)\\b|Δ");
    private static final Pattern CATEGORY = Pattern.compile("(?:scope3)?cat(?:egory)?(1[0-5]|[1-9])(?![0-9]).*");
    private static final Pattern PER = Pattern.compile(
            ".*per(million|mio|monthlyactive|dailyactive|active|m)?(usd|eur|revenue|dollar|user|person|mau|map|employee|fte|sqft|squarefoot|m2|squaremet)"
                    + ".*");

    Column withHeading(String other) {
        return new Column(other, measure, scale, unitSaid);
    }

    static String squeezed(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("³", "3")
                .replace("₂", "2")
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replaceAll("[^a-z0-9%]", "");
    }

    /** The column that a heading describes; empty if no rule knows it. */
    static Optional<Column> of(String heading, String unitColumn) {
        if (NO_FIGURE.matcher(heading).find()) {
            return Optional.empty();
        }
        String bare = BRACKETS.matcher(heading)
                .replaceAll(m -> BASIS.matcher(m.group()).find() ? "$0" : " ");
        String s = German.english(squeezed(bare));
        return measure(s, German.english(squeezed(heading))).map(m -> scaled(heading, m, unitColumn));
    }

    private static Column scaled(String heading, Measure m, String unitColumn) {
        if (!unitColumn.isBlank()) {
            Optional<Double> given =
                    m.dimension().scale(Cells.numberOff(unitColumn).text());
            if (given.isPresent()) {
                return new Column(heading, m, given.get(), true);
            }
        }
        Matcher inBrackets = BRACKETS.matcher(heading);
        while (inBrackets.find()) {
            String inside = inBrackets.group(1);
            Optional<Double> scale = m.dimension().scale(inside);
            if (scale.isPresent()) {
                return new Column(heading, m, scale.get(), true);
            }
        }
        List<String> words = List.of(heading.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("([A-Z])([A-Z][a-z])(?![A-Z])", "$1 $2")
                .replace("M Wh", "MWh")
                .replace("k Wh", "kWh")
                .replace("G Wh", "GWh")
                .replace("T Wh", "TWh")
                .replaceAll("t C O2|t CO2", "tCO2")
                .split("[\\s_,()\\[\\]-]+"));
        for (int from = 0; from < words.size(); from++) {
            for (int to = words.size(); to > from; to--) {
                Optional<Double> scale = m.dimension().scale(String.join(" ", words.subList(from, to)));
                if (scale.isPresent()) {
                    return new Column(heading, m, scale.get(), true);
                }
            }
        }
        return new Column(heading, m, 1, m.dimension().unit().isEmpty() || m.dimension() == Dimension.SHARE);
    }

    private static Optional<Measure> measure(String s, String whole) {
        return intensity(s)
                .or(() -> ratio(s, whole))
                .or(() -> emissions(s))
                .or(() -> water(s))
                .or(() -> other(s, whole));
    }

    private static Optional<Measure> intensity(String s) {
        boolean perEnergy = s.contains("permwh") || s.contains("perkwh") || s.contains("intensitymwh");
        Matcher per = PER.matcher(s);
        if (!per.matches() && !perEnergy) {
            return Optional.empty();
        }
        String head = s.substring(0, Math.max(s.lastIndexOf("per"), 0));
        if (perEnergy && has(s, "water", "wue")) {
            return Optional.of(wue());
        }
        if (perEnergy) {
            return Optional.of(factor(s));
        }
        String numerator = has(head, "water")
                ? Measure.WITHDRAWAL
                : has(head, "electric", "energy", "power") ? Measure.ENERGY : operational(s);
        String of = per.group(2);
        String denominator = List.of("usd", "eur", "revenue", "dollar").contains(of)
                ? "revenue"
                : List.of("user", "person", "mau", "map").contains(of)
                        ? "users"
                        : of.startsWith("employee") || of.equals("fte") ? "employees" : "floorArea";
        return Optional.of(Measure.ratio(numerator + "/" + denominator, Dimension.PLAIN, denominator, numerator));
    }

    private static String operational(String s) {
        return has(s, "location") ? Measure.LOCATION : has(s, "total") ? Measure.TOTAL_GHG : "operationalGhg";
    }

    private static Measure wue() {
        return Measure.ratio(
                Measure.WUE, Dimension.WATER_RATIO, Measure.IT_ENERGY, Measure.WITHDRAWAL, Measure.CONSUMPTION);
    }

    private static Measure factor(String s) {
        return has(s, "market", "residual", "provider", "net", "mbm")
                ? Measure.ratio(Measure.FACTOR_MARKET, Dimension.FACTOR, Measure.ENERGY, Measure.MARKET)
                : has(s, "ghg", "scope1", "operational") && !has(s, "location")
                        ? Measure.ratio("operationalGhg/energy", Dimension.FACTOR, Measure.ENERGY, "operationalGhg")
                        : Measure.ratio(Measure.FACTOR_LOCATION, Dimension.FACTOR, Measure.ENERGY, Measure.LOCATION);
    }

    private static Optional<Measure> ratio(String s, String whole) {
        if (has(s, "pue", "powerusageeffectiveness") && !s.contains("puerto")) {
            return Optional.of(Measure.ratio(Measure.PUE, Dimension.PLAIN, Measure.IT_ENERGY, Measure.ENERGY));
        }
        if (has(s, "wue", "waterusageeffectiveness", "wateruseeffectiveness")) {
            return Optional.of(wue());
        }
        if (has(s, "carbonusageeffectiveness") || s.startsWith("cue")) {
            return Optional.of(Measure.ratio(Measure.CUE, Dimension.PLAIN, Measure.IT_ENERGY, Measure.LOCATION));
        }
        if (has(s, "factor", "carbonintensity", "gridintensity", "emissionsintensity") && !s.contains("renewablef")) {
            return Optional.of(factor(s));
        }
        boolean share =
                has(whole, "share", "%", "pct", "percent", "fraction") || s.endsWith("ratio") || s.equals("ref");
        if (s.contains("renewable") || s.equals("ref")) {
            return Optional.of(
                    share
                            ? Measure.ratio("renewableShare", Dimension.SHARE, Measure.ENERGY, Measure.RENEWABLE)
                            : Measure.sum(Measure.RENEWABLE, Dimension.ENERGY));
        }
        if (s.contains("cfe") || s.contains("carbonfree")) {
            return Optional.of(Measure.plain(s.contains("annual") ? "cfeAnnual" : "cfe", Dimension.SHARE));
        }
        if (s.equals("erf") || s.contains("energyreusefactor")) {
            return Optional.of(Measure.ratio("erf", Dimension.SHARE, Measure.ENERGY, "reusedHeat"));
        }
        return share ? Optional.of(Measure.plain(s, Dimension.SHARE)) : Optional.empty();
    }

    private static Optional<Measure> emissions(String s) {
        Matcher category = CATEGORY.matcher(s);
        if (category.matches()) {
            return Optional.of(Measure.sum("scope3cat" + category.group(1), Dimension.MASS));
        }
        boolean tonnes = has(s, "tonne", "ton", "co2", "ghg", "emission", "carbon", "scope") || s.endsWith("t");
        if (has(s, "locationbase", "scope2location", "s2lb", "lbm", "lbtco2") || (s.contains("location") && tonnes)) {
            return Optional.of(Measure.sum(
                    has(s, "totallocationbased", "scope123location", "locationbasedtotal")
                            ? "totalGhgLocation"
                            : Measure.LOCATION,
                    Dimension.MASS));
        }
        if (has(s, "operational", "scope1and2", "scope12", "scopes12", "scope1+2")) {
            return Optional.of(Measure.sum("operationalGhg", Dimension.MASS));
        }
        if (has(s, "marketbase", "scope2market", "s2mb", "mbm", "mbtco2") || (s.contains("market") && tonnes)) {
            return Optional.of(Measure.sum(Measure.MARKET, Dimension.MASS));
        }
        if (has(s, "scope1")) {
            return Optional.of(Measure.sum(Measure.SCOPE_1, Dimension.MASS));
        }
        if (has(s, "scope2")) {
            return Optional.of(Measure.sum("scope2", Dimension.MASS));
        }
        if (has(s, "scope3")) {
            return Optional.of(Measure.sum(Measure.SCOPE_3, Dimension.MASS));
        }
        if (has(s, "removal", "offset", "carboncredit")) {
            return Optional.of(Measure.sum("removals", Dimension.MASS));
        }
        if (has(s, "ghg", "emission", "co2") || s.matches("(metric)?t(onnes?|ons?)?")) {
            return Optional.of(Measure.sum(s.contains("net") ? "netGhg" : Measure.TOTAL_GHG, Dimension.MASS));
        }
        return Optional.empty();
    }

    private static Optional<Measure> water(String s) {
        if (!has(s, "water", "withdraw", "megalit")) {
            return Optional.empty();
        }
        String id = has(s, "embedded", "indirect")
                ? "waterEmbedded"
                : has(s, "stress")
                        ? "waterStressed"
                        : has(s, "recycl", "reuse", "reclaim")
                                ? "waterRecycled"
                                : has(s, "restor", "replenish")
                                        ? "waterRestored"
                                        : has(s, "discharge", "wastewater")
                                                ? Measure.DISCHARGE
                                                : has(s, "consum")
                                                        ? Measure.CONSUMPTION
                                                        : has(s, "ground", "thirdparty", "surface", "potable")
                                                                ? "water:" + s
                                                                : Measure.WITHDRAWAL;
        return Optional.of(Measure.sum(id, Dimension.WATER));
    }

    private static Optional<Measure> other(String s, String whole) {
        if (has(s, "revenue", "turnover", "netsales")) {
            return Optional.of(Measure.plain("revenue", Dimension.MONEY));
        }
        if (has(s, "users", "activepeople", "activeperson") || s.equals("map") || s.equals("mau") || s.equals("dap")) {
            return Optional.of(Measure.plain("users", Dimension.COUNT));
        }
        if (has(s, "employees", "headcount") || s.equals("fte")) {
            return Optional.of(Measure.plain("employees", Dimension.COUNT));
        }
        if (has(s, "floorarea", "squarefeet", "sqft")) {
            return Optional.of(Measure.sum("floorArea", Dimension.PLAIN));
        }
        if (has(s, "wasteheat", "reusedheat", "heatreuse", "ereuse")) {
            return Optional.of(Measure.sum("reusedHeat", Dimension.ENERGY));
        }
        if (s.matches(
                "(e_?)?it(energy|electricity|load|mwh|kwh|gwh|consumption|equipment).*|eit.*|.*(energy|electricity)it(mwh|kwh|gwh)?")) {
            return Optional.of(Measure.sum(Measure.IT_ENERGY, Dimension.ENERGY));
        }
        if (has(s, "energy", "electric", "power", "consumption", "edc") || has(whole, "mwh", "kwh", "gwh", "twh")) {
            boolean part = has(s, "fuel", "gas", "diesel", "direct", "steam", "heating", "cooling", "backup");
            return Optional.of(Measure.sum(part ? "energy:" + s : Measure.ENERGY, Dimension.ENERGY));
        }
        return Optional.empty();
    }

    private static boolean has(String s, String... parts) {
        for (String part : parts) {
            if (s.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
