/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.siting.LengthUnit;
import io.plimsoll.siting.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a property's name says: {@code LowestAdjacentGrade}, {@code ground_elev_ft}, {@code LAG (NAVD88)} and {@code C2F_LAG_ELEV}
 * of FEMA's elevation certificate all mean the ground. Unit and datum may be part of the name.
 *
 * @param base the name's words without unit, datum and "elevation", joined; lower case
 * @param elevation the name says that it is an elevation
 * @param unit that the name carries
 * @param datum that the name carries; empty if none
 */
record FieldName(String base, List<String> words, boolean elevation, Optional<LengthUnit> unit, String datum) {

    private static final Set<String> ELEVATION = Set.of("elev", "elevation", "el", "elv", "elevations", "level", "z");
    private static final Map<String, LengthUnit> UNITS = Map.ofEntries(
            Map.entry("ft", LengthUnit.FEET),
            Map.entry("feet", LengthUnit.FEET),
            Map.entry("foot", LengthUnit.FEET),
            Map.entry("usft", LengthUnit.FEET),
            Map.entry("m", LengthUnit.METRES),
            Map.entry("meter", LengthUnit.METRES),
            Map.entry("meters", LengthUnit.METRES),
            Map.entry("metre", LengthUnit.METRES),
            Map.entry("metres", LengthUnit.METRES));

    /** Names that hold one of these are about an elevation, but are none. */
    private static final Set<String> ABOUT = Set.of(
            "above",
            "below",
            "over",
            "minus",
            "diff",
            "difference",
            "delta",
            "freeboard",
            "source",
            "src",
            "date",
            "datum",
            "type",
            "unit",
            "units",
            "method",
            "status",
            "class",
            "code",
            "area",
            "sqft",
            "count",
            "number",
            "num",
            "zone",
            "compliance",
            "year",
            "accuracy",
            "name",
            "id",
            "floors",
            "revert",
            "line",
            "covering",
            "cert",
            "url",
            "required");

    private static final Map<Level, Set<String>> EXACT = Map.of(
            Level.GROUND,
            Set.of(
                    "ground",
                    "grnd",
                    "gnd",
                    "lag",
                    "lowestadjacentgrade",
                    "lowestadjgrade",
                    "lowestgrade",
                    "lowestground",
                    "adjacentgrade",
                    "grade",
                    "groundsurface",
                    "terrain",
                    "existinggrade",
                    "dem",
                    "lidar",
                    "c2f",
                    "c2flag",
                    "lagrade",
                    "c2hlowestadjacentgrade"),
            Level.HIGHEST_GRADE,
            Set.of("hag", "highestadjacentgrade", "highestgrade", "c2g", "c2ghag"),
            Level.FLOOR,
            Set.of(
                    "floor",
                    "ffe",
                    "lfe",
                    "ff",
                    "firstfloor",
                    "finishedfloor",
                    "finishfloor",
                    "finishedfirstfloor",
                    "lowestfloor",
                    "topofbottomfloor",
                    "topbottomfloor",
                    "lowflr",
                    "lowestflr",
                    "firstflr",
                    "flr",
                    "bottomfloor",
                    "slab",
                    "lowestfinishedfloor",
                    "c2a",
                    "c2atopbottomfloor",
                    "basementfloor",
                    "floodproofed"),
            Level.EQUIPMENT,
            Set.of(
                    "equipment",
                    "equip",
                    "lowestequipment",
                    "mechanical",
                    "lowestmechanical",
                    "machinery",
                    "lowestmachinery",
                    "mep",
                    "utility",
                    "electrical",
                    "switchgear",
                    "generator",
                    "generators",
                    "hvac",
                    "transformer",
                    "transformers",
                    "c2e",
                    "c2elowestmachineryeq",
                    "lme",
                    "lowestutility",
                    "mach",
                    "lowestmach",
                    "genset",
                    "utilities"),
            Level.BASE_FLOOD,
            Set.of(
                    "bfe",
                    "baseflood",
                    "staticbfe",
                    "firmbfe",
                    "wse100",
                    "wsel100",
                    "flood100",
                    "elev1pct",
                    "1pct",
                    "100yr",
                    "100year",
                    "wselreg",
                    "b9bfe"),
            Level.FLOOD_500,
            Set.of(
                    "bfe500",
                    "500yr",
                    "500year",
                    "flood500",
                    "wse500",
                    "wsel500",
                    "02pct",
                    "fivehundredyear",
                    "500yrbfe"),
            Level.DESIGN_FLOOD,
            Set.of("dfe", "designflood"),
            Level.FLOOD_OF_RECORD,
            Set.of("for", "hfor", "highestfloodofrecord", "floodofrecord"));

    static FieldName of(String name) {
        String spaced =
                name.replaceAll("([a-z])([A-Z])", "$1 $2").replace("0.2", "02").toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        boolean elevation = false;
        Optional<LengthUnit> unit = Optional.empty();
        String datum = "";
        for (String word : spaced.split("[^a-z0-9äöüß]+")) {
            LengthUnit found = UNITS.get(word);
            String here = Datums.plain(word);
            if (found != null) {
                unit = Optional.of(found);
            } else if (Datums.known(here)) {
                datum = here;
            } else if (ELEVATION.contains(word)) {
                elevation = true;
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
        String base = String.join("", words);
        for (String tail : List.of("elevation", "elev")) {
            if (base.endsWith(tail)) {
                base = base.substring(0, base.length() - tail.length());
                elevation = true;
            }
        }
        return new FieldName(base, List.copyOf(words), elevation, unit, datum);
    }

    /** The level that this name gives, if it gives one. */
    Optional<Level> level() {
        if (words.stream().anyMatch(ABOUT::contains)) {
            return Optional.empty();
        }
        for (Map.Entry<Level, Set<String>> entry : EXACT.entrySet()) {
            if (entry.getValue().contains(base) && (!base.equals("for") || elevation)) {
                return Optional.of(entry.getKey());
            }
        }
        return elevation || unit.isPresent() ? partly() : Optional.empty();
    }

    private Optional<Level> partly() {
        boolean rare = base.contains("500") || base.contains("02pct");
        if (!rare && base.contains("flood") && (base.contains("1pct") || base.contains("100yr"))) {
            return Optional.of(Level.BASE_FLOOD);
        }
        if (base.contains("bfe") || base.contains("baseflood")) {
            return Optional.of(rare ? Level.FLOOD_500 : Level.BASE_FLOOD);
        }
        if (has("equip")
                || has("mech")
                || has("mach")
                || has("utilit")
                || has("hvac")
                || has("electric")
                || has("switchgear")) {
            return Optional.of(Level.EQUIPMENT);
        }
        if (has("hag") || base.contains("highestadj")) {
            return Optional.of(Level.HIGHEST_GRADE);
        }
        if (has("lag") || has("ground") || has("grnd") || base.contains("lowestadj") || has("grade")) {
            return Optional.of(Level.GROUND);
        }
        return has("floor") || has("flr") || has("ffe") ? Optional.of(Level.FLOOR) : Optional.empty();
    }

    /** Whether it is about an elevation of nobody knows what: read as nothing, and told. */
    boolean unread() {
        return elevation
                && !base.isEmpty()
                && level().isEmpty()
                && words.stream().noneMatch(ABOUT::contains);
    }

    private boolean has(String start) {
        return words.stream().anyMatch(w -> w.startsWith(start));
    }

    /** The floor's height above the ground, such as {@code found_ht} of the National Structure Inventory. */
    boolean floorAboveGround() {
        return Set.of(
                        "foundht",
                        "floorheight",
                        "firstfloorheight",
                        "ffh",
                        "foundationheight",
                        "floorabovegrade",
                        "floorheightabovegrade")
                .contains(base);
    }

    /**
     * The level that a property is about which carries only its datum or unit: {@code bfe_datum}, {@code FloorUnits}.
     *
     * @param kinds words such as {@code datum}
     */
    static Optional<Level> besides(String name, Set<String> kinds) {
        List<String> words = new ArrayList<>(of(name).words());
        return words.removeIf(kinds::contains) && !words.isEmpty()
                ? of(String.join(" ", words) + " elev").level()
                : Optional.empty();
    }

    /** The unit that a text names. */
    static Optional<LengthUnit> unitOf(String text) {
        String plain =
                text.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", " ").strip();
        for (String word : plain.split(" ")) {
            LengthUnit unit = UNITS.get(word);
            if (unit != null) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
