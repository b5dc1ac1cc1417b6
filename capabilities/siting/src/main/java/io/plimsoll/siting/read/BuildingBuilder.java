/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.siting.Building;
import io.plimsoll.siting.Criterion;
import io.plimsoll.siting.LengthUnit;
import io.plimsoll.siting.MapLetter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/** One building out of one record. */
final class BuildingBuilder {

    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "t");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "f", "none");

    private final GeoJsonReader.Feature feature;
    private final InputProblems problems;
    private final Map<String, JsonNode> flat = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final JsonNode shared;

    /**
     * @param shared what the file says for all its records: unit, datum
     */
    BuildingBuilder(GeoJsonReader.Feature feature, JsonNode shared, InputProblems problems) {
        this.feature = feature;
        this.shared = shared;
        this.problems = problems;
        flatten(feature.properties());
    }

    /** Members of inner objects count as if they stood outside; a quantity stays whole. */
    private void flatten(JsonNode object) {
        object.forEachEntry((name, value) -> {
            boolean quantity = value.has("value") || FieldName.of(name).level().isPresent();
            boolean kept = Set.of("criteria", "footprint", "location", "geometry", "point")
                    .contains(plain(name));
            if (value.isObject() && !quantity && !kept) {
                flatten(value);
            } else {
                flat.putIfAbsent(name, value);
            }
        });
    }

    Building build() {
        Optional<Geometry> shape = shape();
        Optional<LengthUnit> unit = FieldName.unitOf(first(
                        "unit",
                        "units",
                        "elevationunit",
                        "elevationunits",
                        "elevunit",
                        "elevunits",
                        "lenunit",
                        "measurementunits",
                        "verticalunit",
                        "verticalunits",
                        "heightunit"))
                .or(() -> FieldName.unitOf(
                        shared.path("unit").asString(shared.path("units").asString(""))));
        String datum = Datums.plain(first(
                "datum", "verticaldatum", "vdatum", "elevationdatum", "elevdatum", "b11elevationdatum", "vertdatum"));
        if (datum.isEmpty()) {
            datum = Datums.plain(
                    shared.path("datum").asString(shared.path("verticalDatum").asString("")));
        }
        HeightsReader heights = new HeightsReader(flat, unit, datum, feature.line(), problems, notes);
        return new Building(
                name(),
                address(),
                shape,
                heights.read(),
                DatumShifts.read(flat, shared, unit, feature.line(), problems),
                zone(),
                letters(),
                basement(),
                yesNo("elevated", "raised", "iselevated"),
                yesNo("accessdry", "dryaccess", "accessroadsdry", "accessroaddry", "floodfreeaccess"),
                criteria(),
                notes);
    }

    private String name() {
        String name = first(
                "name", "building", "buildingname", "facility", "facilityname", "site", "sitename", "label", "title");
        if (!name.isBlank()) {
            return name;
        }
        String address = address();
        if (!address.isBlank()) {
            return address;
        }
        String id = first(
                "id", "objectid", "fid", "bid", "fdid", "buildingid", "structureid", "parcelid", "gid", "globalid");
        return id.isBlank() ? "building " + (feature.index() + 1) : id;
    }

    private String address() {
        String address = first(
                "address",
                "addr",
                "fulladdress",
                "fulladdr",
                "siteaddress",
                "siteaddr",
                "streetaddress",
                "situs",
                "situsaddress",
                "propertyaddress",
                "addressline1");
        if (!address.isBlank()) {
            return address;
        }
        String street = first("streetname", "street", "addrstreet");
        return street.isBlank() ? "" : (first("housenumber", "addrhousenumber", "streetnumber") + " " + street).strip();
    }

    private String zone() {
        String code = first(
                "fldzone",
                "floodzone",
                "femazone",
                "femafloodzone",
                "firmzone",
                "nfhlzone",
                "zone",
                "zuers",
                "hqclass",
                "b8floodzone");
        String subtype = first("zonesubty", "zonesubtype", "floodzonesubtype");
        return (code + (subtype.isBlank() ? "" : " (" + subtype + ")")).strip();
    }

    private List<MapLetter> letters() {
        List<String> parts = new ArrayList<>();
        List<MapLetter> out = new ArrayList<>();
        flat.forEach((name, value) -> {
            String plain = plain(name);
            boolean letter = (plain.contains("loma") && !plain.contains("diploma"))
                    || plain.contains("lomr")
                    || plain.contains("lomc")
                    || plain.contains("letterofmap")
                    || plain.equals("casenumber")
                    || plain.equals("outcome");
            String text = text(value);
            if (letter) {
                MapLetters.property(text).ifPresent(l -> parts.add(value.isBoolean() ? name : l.text()));
            } else if (Set.of("notes", "note", "comments", "comment", "remarks", "remark")
                    .contains(plain)) {
                MapLetters.note(text).ifPresent(out::add);
            }
        });
        if (!parts.isEmpty()) {
            MapLetters.property(String.join("; ", parts)).ifPresent(out::addFirst);
        }
        return out;
    }

    private Optional<Boolean> basement() {
        String text = first(
                        "basement", "hasbasement", "basementtype", "bsmt", "foundtype", "foundationtype", "foundation")
                .toLowerCase(Locale.ROOT);
        if (text.isBlank()) {
            return Optional.empty();
        }
        boolean none = NO.contains(text) || text.contains("no basement") || text.contains("without");
        if (none
                || text.contains("slab")
                || text.contains("crawl")
                || text.contains("pile")
                || text.contains("pier")
                || Set.of("s", "c", "p", "i", "f", "w").contains(text)) {
            return Optional.of(false);
        }
        boolean some = YES.contains(text)
                || text.equals("b")
                || text.contains("basement")
                || text.contains("full")
                || text.contains("finished");
        return some ? Optional.of(true) : Optional.empty();
    }

    private Optional<Boolean> yesNo(String... names) {
        String text = first(names).toLowerCase(Locale.ROOT);
        return YES.contains(text) ? Optional.of(true) : NO.contains(text) ? Optional.of(false) : Optional.empty();
    }

    private Map<String, Criterion> criteria() {
        Map<String, Criterion> out = new LinkedHashMap<>();
        JsonNode all = flat.getOrDefault("criteria", tools.jackson.databind.node.MissingNode.getInstance());
        all.forEachEntry((name, value) -> {
            JsonNode number = value.isObject() ? value.path("value") : value;
            String source = value.path("source").asString("").strip();
            if (!number.isNumber()) {
                problems.add(
                        feature.line(), value.toString(), "criteria." + name + ": a number, or {value, unit, source}");
            } else if (source.isEmpty()) {
                problems.add(
                        feature.line(),
                        name + " = " + number,
                        "criteria." + name + ": a source beside the value",
                        "write {\"value\": " + number + ", \"unit\": \"...\", \"source\": \"who says so\"}");
            } else {
                out.put(
                        name,
                        new Criterion(
                                name, number.asDouble(), value.path("unit").asString(""), source));
            }
        });
        return out;
    }

    private Optional<Geometry> shape() {
        Shapes shapes = new Shapes(problems);
        Optional<RawShape> raw = feature.shape();
        for (String name : new String[] {"footprint", "geometry", "location", "point"}) {
            JsonNode node = flat.getOrDefault(name, tools.jackson.databind.node.MissingNode.getInstance());
            raw = raw.or(() -> RawShapes.of(node));
        }
        if (raw.isPresent()) {
            Optional<Geometry> built = shapes.build(raw.get(), feature.line(), note -> notes.add("footprint: " + note));
            if (built.isPresent() && built.get().getDimension() == 1) {
                notes.add("footprint: a line is no building");
                return Optional.empty();
            }
            return built;
        }
        JsonNode location = flat.getOrDefault("location", tools.jackson.databind.node.MissingNode.getInstance());
        location.forEachEntry(flat::putIfAbsent);
        Quantity latitude = Quantity.of(node("lat", "latitude", "y", "latdd", "ycoord"));
        Quantity longitude = Quantity.of(node("lon", "lng", "long", "longitude", "x", "londd", "xcoord"));
        for (Quantity q : List.of(latitude, longitude)) {
            if (!q.wrong().isEmpty()) {
                problems.add(feature.line(), q.wrong(), "latitude and longitude in degrees");
            }
        }
        return latitude.value().isPresent() && longitude.value().isPresent()
                ? shapes.point(longitude.value().getAsDouble(), latitude.value().getAsDouble(), feature.line())
                : Optional.empty();
    }

    private JsonNode node(String... names) {
        for (String wanted : names) {
            for (Map.Entry<String, JsonNode> entry : flat.entrySet()) {
                if (plain(entry.getKey()).equals(wanted)) {
                    return entry.getValue();
                }
            }
        }
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    /** The first of these names that says something. */
    private String first(String... names) {
        for (String wanted : names) {
            for (Map.Entry<String, JsonNode> entry : flat.entrySet()) {
                if (plain(entry.getKey()).equals(wanted)) {
                    String text = text(entry.getValue());
                    if (!text.isBlank()) {
                        return text;
                    }
                }
            }
        }
        return "";
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isObject() || value.isArray()
                ? ""
                : value.asString("").strip();
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
