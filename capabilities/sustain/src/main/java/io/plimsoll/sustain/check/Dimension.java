/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a column counts in, and how its header may spell the unit. The first unit is the one that values are kept in. */
enum Dimension {
    ENERGY(
            "MWh",
            units(
                    "(?i)TWh|terawatt.?hours?", 1e6,
                    "(?i)GWh|gigawatt.?hours?", 1e3,
                    "(?i)MWh|megawatt.?hours?", 1.0,
                    "(?i)kWh|kilowatt.?hours?", 1e-3,
                    "Wh|(?i)watt.?hours?", 1e-6,
                    "(?i)TJ|terajoules?", 1e3 / 3.6,
                    "(?i)GJ|gigajoules?", 1 / 3.6,
                    "(?i)MJ|megajoules?", 1 / 3600.0)),
    MASS(
            "t",
            units(
                    "MMT.*|Mt ?CO2.*|Mt|(?i)million (metric )?tonn?e?s.*", 1e6,
                    "(?i)kt.*|kilotonn?e?s|thousand (metric )?tonn?e?s|000 ?t.*", 1e3,
                    "(?i)metric tons?.*|tonn?e?n?s?.*|mt ?co2.*|mt|t ?co2.*|t", 1.0,
                    "(?i)kg.*|kilograms?.*", 1e-3,
                    "(?i)short tons?.*", 0.90718474,
                    "(?i)lbs?.*|pounds?.*", 0.00045359237,
                    "(?i)g ?co2.*|grams?", 1e-6)),
    WATER(
            "m3",
            units(
                    "ML|Ml|ml|(?i)megalit(er|re)s?", 1e3,
                    "(?i)million (us )?gal(lon)?s?|mgal|Mgal", 3785.411784,
                    "(?i)kgal|thousand gal(lon)?s?", 3.785411784,
                    "(?i)(us )?gal(lon)?s?", 0.003785411784,
                    "(?i)Mm3|million (m3|m³|cubic met(er|re)s?)", 1e6,
                    "(?i)m3|m³|cubic.?met(er|re)s?|kubikmeter|cbm|kl|kilolit(er|re)s?", 1.0,
                    "(?i)lit(er|re)s?|l", 1e-3)),
    MONEY("million", units("(?i)billions?|bn", 1e3, "(?i)m|millions?|musd|meur|m(illion)? ?(usd|eur|\\$|€)", 1.0)),
    COUNT("count", units("(?i)billions?|bn", 1e9, "(?i)millions?|mio?", 1e6)),
    FACTOR(
            "t/MWh",
            units(
                    "(?i)(metric )?t(onn?e?s?)?( ?co2e?(q)?)? ?(/|per) ?mwh", 1.0,
                    "(?i)kg( ?co2e?(q)?)? ?(/|per) ?mwh", 1e-3,
                    "(?i)kg( ?co2e?(q)?)? ?(/|per) ?kwh", 1.0,
                    "(?i)g(rams?)?( ?co2e?(q)?)? ?(/|per) ?kwh|gco2.*kwh", 1e-3,
                    "(?i)lbs?( ?co2e?(q)?)? ?(/|per) ?mwh", 0.00045359237)),
    WATER_RATIO("L/kWh", units("(?i)l(it(er|re)s?)? ?(/|per) ?kwh|m3 ?(/|per) ?mwh", 1.0)),
    PLAIN("", Map.of()),
    SHARE("share", units("(?i)%|pct|percent(age)?", 0.01));

    private static final Pattern TIMES = Pattern.compile(
            "(?i)(thousands?(?: of)?|['’]?000s?|1[,. ]?000|10\\^?3|10³|10\\^6|10⁶|tsd\\.?|tausend|millions?(?: of)?|mio\\.?|billions?(?: of)?|mrd\\.?)\\s*(.+)");
    private static final Pattern A_YEAR =
            Pattern.compile("(?i)\\s*(?:/\\s*(?:a|yr|y|year|jahr)|p\\.? ?a\\.?|per (?:year|annum)|pro jahr|annually)$");

    private final String unit;

    @SuppressWarnings("ImmutableEnumChecker") // filled once, never changed
    private final Map<Pattern, Double> scales;

    Dimension(String unit, Map<Pattern, Double> scales) {
        this.unit = unit;
        this.scales = scales;
    }

    String unit() {
        return unit;
    }

    /** What a value in the spelled unit is multiplied by; empty if this dimension has no such unit. */
    Optional<Double> scale(String spelled) {
        String text = A_YEAR.matcher(spelled.strip().replaceFirst("^(?i)in\\s+", ""))
                .replaceFirst("")
                .replace("₂", "2")
                .replace("ä", "ae")
                .replace("Ä", "Ae");
        Optional<Double> plain = one(text);
        Matcher times = TIMES.matcher(text);
        return plain.isPresent() || !times.matches()
                ? plain
                : one(times.group(2)).map(unit -> unit * times(times.group(1).toLowerCase(Locale.ROOT)));
    }

    private static double times(String word) {
        return word.startsWith("mi") || word.endsWith("6") || word.endsWith("⁶")
                ? 1e6
                : word.startsWith("b") || word.startsWith("mrd") ? 1e9 : 1e3;
    }

    private Optional<Double> one(String text) {
        return scales.entrySet().stream()
                .filter(e -> e.getKey().matcher(text).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<Pattern, Double> units(Object... pairs) {
        Map<Pattern, Double> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(Pattern.compile((String) pairs[i]), (Double) pairs[i + 1]);
        }
        return map;
    }
}
