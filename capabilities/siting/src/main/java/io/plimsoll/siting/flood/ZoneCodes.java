/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads zone codes of FEMA's flood maps (44 CFR 64.3, fields of {@code S_FLD_HAZ_AR}), of the EU floods directive 2007/60
 * (HQ classes, return periods), of the German insurers' ZUERS and of England's flood zones. A code alone is not enough:
 * subtype, the flag of the special flood hazard area and words of the description count, and the worst of them decides.
 */
public final class ZoneCodes {

    private static final Pattern ONE_PERCENT = Pattern.compile("A(E|H|O|R|99|[0-9]{1,2}|1-30)?(/A.*|/V.*|-.*)?|AR .*");
    private static final Pattern COASTAL = Pattern.compile("V(E|[0-9]{1,2}|1-30)?");
    private static final Pattern NO_FLOODWAY =
            Pattern.compile("(OUTSIDE|NOT IN|NON|NO)[ -]?(OF )?(THE )?(REGULATORY )?FLOODWAY|FLOODWAY FRINGE");
    private static final Pattern RETURN = Pattern.compile("(?:HQ|Q|T|RP)[ _-]?([0-9]{1,5})(?:[^0-9].*)?");
    private static final Pattern ZUERS =
            Pattern.compile("(?:ZUERS|ZÜRS|ZURS)?[ _-]*(?:GK|GEFÄHRDUNGSKLASSE)?[ _-]*([1-4])");
    private static final Pattern ENGLAND = Pattern.compile("(?:FLOOD ZONE|FZ|FLOODZONE) ?([123])[AB]?");

    private ZoneCodes() {}

    /**
     * @param code such as {@code AE}; empty where the map has none
     * @param subtype such as {@code FLOODWAY}
     * @param description free words of the map, such as {@code Zone X (Shaded) - 0.2% annual inundation}
     * @param sfha the flag of the special flood hazard area, where there is one
     */
    public static FloodZone read(String code, String subtype, String description, Optional<Boolean> sfha) {
        String plain = plain(code);
        String all = plain + " | " + plain(subtype) + " | " + plain(description);
        FloodClass meaning = meaning(plain, all);
        String shown = code.isBlank() ? (description.isBlank() ? "(no code)" : description) : code.strip();
        String note = "";
        if (meaning == FloodClass.UNCLASSED && sfha.isPresent()) {
            meaning = sfha.get() ? FloodClass.ONE_PERCENT : FloodClass.SHADE_NOT_TOLD;
        } else if (sfha.isPresent() && sfha.get() && !meaning.onePercent()) {
            note = "zone " + shown + " carries the flag of the special flood hazard area; the worse counts";
            meaning = FloodClass.ONE_PERCENT;
        } else if (sfha.isPresent() && !sfha.get() && meaning.onePercent() && meaning != FloodClass.OPEN_WATER) {
            note = "zone " + shown + " is flagged as outside the special flood hazard area; the worse counts";
        }
        return new FloodZone(shown, subtype.strip(), meaning, note);
    }

    /** A ZUERS class given as a number from 1 to 4. */
    public static FloodZone zuers(int zuers) {
        return new FloodZone("ZUERS " + zuers, "", zuersMeaning(zuers), "");
    }

    private static FloodClass meaning(String code, String all) {
        if ((all.contains("FLOODWAY") && !NO_FLOODWAY.matcher(all).find()) || code.equals("FW")) {
            return FloodClass.FLOODWAY;
        }
        String bare = code.replaceAll("[ (|].*", "");
        if (COASTAL.matcher(bare).matches()) {
            return FloodClass.COASTAL;
        }
        if (!code.startsWith("AREA")
                && (ONE_PERCENT.matcher(bare).matches()
                        || ONE_PERCENT.matcher(code).matches())) {
            return FloodClass.ONE_PERCENT;
        }
        return switch (bare) {
            case "X", "B", "C", "X500", "SHADED", "UNSHADED" -> outside(bare, all);
            case "D" -> FloodClass.UNDETERMINED;
            case "OW", "OPEN" -> FloodClass.OPEN_WATER;
            case "NP", "ANI" -> FloodClass.NOT_INCLUDED;
            default -> words(code, all);
        };
    }

    private static FloodClass outside(String code, String all) {
        if (all.contains("LEVEE")) {
            return FloodClass.LEVEE;
        }
        if (code.equals("C") || all.contains("MINIMAL") || all.contains("UNSHADED")) {
            return FloodClass.MINIMAL;
        }
        boolean shaded = code.equals("B")
                || all.contains("0.2")
                || all.contains("500")
                || all.contains("SHADED")
                || all.contains("1 PCT")
                || all.contains("FUTURE CONDITIONS");
        return shaded ? FloodClass.TWO_TENTHS : FloodClass.SHADE_NOT_TOLD;
    }

    private static FloodClass words(String code, String all) {
        if (all.contains("NOT INCLUDED") || all.contains("NOT PRINTED") || all.contains("NOT MAPPED")) {
            return FloodClass.NOT_INCLUDED;
        }
        if (all.contains("OPEN WATER")) {
            return FloodClass.OPEN_WATER;
        }
        if (code.startsWith("HQ") || code.startsWith("ÜSG") || code.startsWith("UESG")) {
            return german(code);
        }
        Matcher england = ENGLAND.matcher(code);
        if (england.matches()) {
            return switch (england.group(1)) {
                case "3" -> FloodClass.ONE_PERCENT;
                case "2" -> FloodClass.TWO_TENTHS;
                default -> FloodClass.MINIMAL;
            };
        }
        Matcher years = RETURN.matcher(code);
        if (years.matches()) {
            return returnPeriod(Integer.parseInt(years.group(1)));
        }
        Matcher zuers = ZUERS.matcher(code);
        if (code.length() > 1 && zuers.matches()) {
            return zuersMeaning(Integer.parseInt(zuers.group(1)));
        }
        if (all.contains("LEVEE")) {
            return FloodClass.LEVEE;
        }
        if (all.contains("0.2 PCT") || all.contains("0.2%") || all.contains("0.2 %") || all.contains("500-YEAR")) {
            return FloodClass.TWO_TENTHS;
        }
        if (all.contains("1 PCT") || all.contains("1% ANNUAL") || all.contains("100-YEAR")) {
            return FloodClass.ONE_PERCENT;
        }
        return all.contains("MINIMAL FLOOD") ? FloodClass.MINIMAL : FloodClass.UNCLASSED;
    }

    private static FloodClass german(String code) {
        Matcher years = RETURN.matcher(code);
        if (years.matches()) {
            return returnPeriod(Integer.parseInt(years.group(1)));
        }
        if (code.contains("EXTREM") || code.contains("SELTEN") || code.contains("LOW")) {
            return FloodClass.TWO_TENTHS;
        }
        if (code.contains("HÄUFIG") || code.contains("HAEUFIG") || code.contains("FREQUENT")) {
            return FloodClass.FREQUENT;
        }
        return code.startsWith("HQ") ? FloodClass.UNCLASSED : FloodClass.ONE_PERCENT;
    }

    /** More often than every 50 years, up to every 100 years, rarer. */
    public static FloodClass returnPeriod(int years) {
        return years <= 50 ? FloodClass.FREQUENT : years <= 100 ? FloodClass.ONE_PERCENT : FloodClass.TWO_TENTHS;
    }

    private static FloodClass zuersMeaning(int zuers) {
        return switch (zuers) {
            case 4 -> FloodClass.FREQUENT;
            case 3 -> FloodClass.ONE_PERCENT;
            case 2 -> FloodClass.TWO_TENTHS;
            case 1 -> FloodClass.MINIMAL;
            default -> FloodClass.UNCLASSED;
        };
    }

    private static String plain(String text) {
        return text.strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replaceFirst("^(FEMA )?(FLOOD )?ZONE (?=[ABCDVX(])", "")
                .replaceFirst("^ZONE_", "");
    }
}
