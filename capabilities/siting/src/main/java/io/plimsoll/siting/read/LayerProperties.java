/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.siting.LengthUnit;
import io.plimsoll.siting.Level;
import io.plimsoll.siting.MapLetter;
import io.plimsoll.siting.flood.FloodZone;
import io.plimsoll.siting.flood.ZoneCodes;
import io.plimsoll.siting.place.Surrounding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The properties of one feature of a layer, by the many names that they go by. */
final class LayerProperties {

    private static final Pattern ZUERS = Pattern.compile("(?iu)z(ü|u\u0308|ue|u)rs(?![a-z])");
    private static final List<String> ZUERS_FIELDS =
            List.of("zuers", "zuersgk", "zuersklasse", "zrs", "zrsgk", "gk", "gefaehrdungsklasse", "gefhrdungsklasse");
    private static final Pattern HQ_NAME = Pattern.compile(
            "(?:^|[^A-Z])HQ[ _-]?([0-9]{1,5}|EXTREM[A-Z]*|H(?:Ä|AE)UFIG[A-Z]*|FREQUENT|SELTEN)(?![0-9])");
    private static final Pattern YEARS_NAME = Pattern.compile(
            "(?:^|[^A-Z])(?:Q|T|RP|1IN)[ _-]?([0-9]{1,5})(?![0-9])|(?<![0-9])([0-9]{1,5})[ _-]?(?:YR|YEAR|JAHR|J(?:Ä|AE)HR)");
    private static final Pattern WATER_NAME =
            Pattern.compile("FLOOD|INUND|DEPTH|WSE|HOCHWASSER|WASSERTIEFE|(Ü|UE)BERSCHWEMM|RIVER|FLUVIAL|HAZARD");

    private final Map<String, JsonNode> flat = new LinkedHashMap<>();
    private final Map<String, JsonNode> plain = new LinkedHashMap<>();

    LayerProperties(ObjectNode properties) {
        properties.forEachEntry((name, value) -> {
            flat.put(name, value);
            plain.putIfAbsent(BuildingBuilder.plain(name), value);
        });
    }

    Map<String, JsonNode> flat() {
        return flat;
    }

    JsonNode node(String name) {
        return plain.getOrDefault(name, MissingNode.getInstance());
    }

    private String first(String... names) {
        for (String name : names) {
            JsonNode node = node(name);
            String text =
                    node.isObject() || node.isArray() ? "" : node.asString("").strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    String id(int index) {
        String id =
                first("fldarid", "floodareaid", "id", "objectid", "fid", "casenumber", "bfelnid", "gid", "globalid");
        return id.isEmpty() ? Integer.toString(index) : id;
    }

    String name() {
        return first("name", "fullname", "sitename", "facilityname", "description");
    }

    String source() {
        String cited = first("sourcecit", "source");
        String study = first("dfirmid", "firmpanel", "panel");
        return (study + " " + cited).strip();
    }

    Optional<LengthUnit> unit() {
        return FieldName.unitOf(first("lenunit", "unit", "units", "elevunit", "elevationunit"));
    }

    String datum() {
        return Datums.plain(first("vdatum", "verticaldatum", "datum", "elevdatum"));
    }

    /** A building rather than an area, told by heights of ground, floor or equipment, or by an address. */
    boolean structure() {
        boolean heights = flat.keySet().stream()
                .map(FieldName::of)
                .anyMatch(n -> n.level().isPresent() && n.level().get().compareTo(Level.EQUIPMENT) <= 0);
        return heights
                || !first("housenumber", "address", "siteaddress", "yearbuilt").isEmpty();
    }

    /** The flood zone, if the properties carry one or the file's name says that all of it is a flood area. */
    Optional<FloodZone> zone(String fileName) {
        Optional<FloodZone> german = german(fileName);
        if (german.isPresent()) {
            return german;
        }
        String code =
                first("fldzone", "zone", "floodzone", "femazone", "fldzonetype", "zonecode", "hazardzone", "zonelid");
        String subtype = first("zonesubty", "zonesubtype", "subtype", "fldzonesubtype");
        String floodway = first("floodway", "fldway", "isfloodway");
        if (floodway.toUpperCase(Locale.ROOT).matches("YES|Y|TRUE|T|1|FW|FLOODWAY|REGULATORY FLOODWAY")) {
            subtype = subtype.isEmpty() ? "FLOODWAY" : subtype + ", FLOODWAY";
        }
        String description = first("description", "desc", "zonedescription", "label", "zonedesc");
        Optional<Boolean> sfha = flag(first("sfhatf", "sfha", "insfha", "specialfloodhazardarea"));
        if (!code.isEmpty() || !subtype.isEmpty() || sfha.isPresent()) {
            return Optional.of(ZoneCodes.read(code, subtype, description, sfha));
        }
        String file = BuildingBuilder.plain(fileName);
        boolean flood = file.contains("flood")
                || file.contains("sfha")
                || file.contains("hochwasser")
                || file.contains("ueberschwemm");
        boolean other = file.contains("panel")
                || file.contains("firmpan")
                || file.contains("boundar")
                || file.contains("structure");
        return flood && !other
                ? Optional.of(ZoneCodes.read("", "", "flood area without a zone code", Optional.empty()))
                : Optional.empty();
    }

    private Optional<FloodZone> german(String fileName) {
        for (String name : ZUERS_FIELDS) {
            OptionalDouble number = Quantity.of(node(name)).value();
            if (number.isPresent() && number.getAsDouble() >= 1 && number.getAsDouble() <= 4) {
                return Optional.of(ZoneCodes.zuers((int) number.getAsDouble()));
            }
        }
        String bare = first("zone", "floodzone", "zonecode", "class", "klasse", "value", "wert", "dn", "gridcode");
        if (bare.matches("[1-4](\\.0+)?") && zuers(fileName)) {
            return Optional.of(ZoneCodes.zuers(bare.charAt(0) - '0'));
        }
        String text = first("zuers", "zuersgk", "gk", "hq", "hqclass", "hqklasse", "scenario", "szenario");
        if (!text.isEmpty()) {
            boolean years = text.matches("[0-9]+");
            return Optional.of(ZoneCodes.read(years ? "HQ" + text : text, "", "", Optional.empty()));
        }
        Quantity years = Quantity.of(node(plain.containsKey("returnperiod") ? "returnperiod" : "wiederkehrintervall"));
        if (years.value().isPresent() && years.value().getAsDouble() >= 1) {
            return Optional.of(ZoneCodes.read("T" + (int) years.value().getAsDouble(), "", "", Optional.empty()));
        }
        boolean zoned = plain.containsKey("fldzone") || plain.containsKey("zone") || plain.containsKey("floodzone");
        return zoned ? Optional.empty() : named(fileName);
    }

    /** Whether the file or a word of the record says that its classes are those of ZUERS. */
    boolean zuers(String fileName) {
        return ZUERS.matcher(fileName).find()
                || flat.entrySet().stream()
                        .anyMatch(e -> ZUERS.matcher(e.getKey()).find()
                                || (e.getValue().isString()
                                        && ZUERS.matcher(e.getValue().asString(""))
                                                .find()));
    }

    /** A flood told by the file's name: {@code hq100.geojson}, {@code flood_depth_100yr.asc}. */
    private static Optional<FloodZone> named(String fileName) {
        String file = fileName.toUpperCase(Locale.ROOT).replaceFirst("\\.[^.]*$", "");
        Matcher hq = HQ_NAME.matcher(file);
        if (hq.find()) {
            return Optional.of(ZoneCodes.read("HQ" + hq.group(1), "", "", Optional.empty()));
        }
        Matcher years = YEARS_NAME.matcher(file);
        return WATER_NAME.matcher(file).find() && years.find()
                ? Optional.of(ZoneCodes.read(
                        "T" + (years.group(1) == null ? years.group(2) : years.group(1)), "", "", Optional.empty()))
                : Optional.empty();
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "T", "TRUE", "YES", "Y", "1", "IN" -> Optional.of(true);
            case "F", "FALSE", "NO", "N", "0", "OUT" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A letter of map change: it has a case number and an outcome. */
    Optional<MapLetter> letter() {
        String number = first("casenumber", "caseno", "lomacase", "loma", "lomrcase", "caseid");
        String outcome = first("outcome", "determination", "lomaoutcome");
        if (number.isEmpty() || structure()) {
            return Optional.empty();
        }
        return MapLetters.property((number + "; " + outcome + "; " + first("date", "effectivedate")).strip());
    }

    String letterNames() {
        return first("name", "projectname", "address", "identifier");
    }

    /** By the tags of OpenStreetMap or a property {@code kind}. */
    Optional<Surrounding> surrounding() {
        String kind = first("kind", "layer", "category");
        if (!kind.isEmpty()) {
            return Surrounding.of(kind);
        }
        if (node("natural").asString("").equals("coastline")) {
            return Optional.of(Surrounding.COAST);
        }
        if (node("landuse").asString("").equals("forest")
                || node("natural").asString("").equals("wood")) {
            return Optional.of(Surrounding.FOREST);
        }
        for (String tag : new String[] {"railway", "highway", "aeroway", "waterway"}) {
            if (!first(tag).isEmpty()) {
                return Surrounding.of(tag);
            }
        }
        return Optional.empty();
    }
}
