/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads GeoJSON (RFC 7946) feature by feature, and plain JSON objects with the same members. Only one feature is held at a time.
 * What is said by the old {@code crs} member is checked: anything but degrees on WGS 84 or a twin of it is refused.
 */
final class GeoJsonReader {

    /** Lists at the top that hold features or plain records. */
    private static final Set<String> LISTS =
            Set.of("features", "buildings", "structures", "sites", "locations", "data");

    private static final Set<String> DEGREES =
            Set.of("4326", "CRS84", "4269", "4019", "4258", "CRS84H", "4979", "4152");

    private final JsonParser in;
    private final InputProblems problems;
    private final Consumer<Feature> sink;
    private final ObjectNode rest = JsonMapper.shared().createObjectNode();
    private int index;
    private boolean listed;
    private String type = "";

    private GeoJsonReader(JsonParser in, InputProblems problems, Consumer<Feature> sink) {
        this.in = in;
        this.problems = problems;
        this.sink = sink;
    }

    /**
     * One record.
     *
     * @param properties of the feature, with members that stand beside them
     * @param index from 0
     * @param geoJson whether it stood in a document that says that it is GeoJSON
     */
    record Feature(Optional<RawShape> shape, ObjectNode properties, long line, int index, boolean geoJson) {}

    /** What the document says of itself: its {@code type}, and what stands beside its list. */
    record Document(String type, ObjectNode rest, int features) {}

    /**
     * @param sink gets each feature, in the file's order
     * @throws io.plimsoll.model.BadInputException if it is no JSON, or is in metres instead of degrees
     */
    static Document read(InputStream stream, InputProblems problems, Consumer<Feature> sink) {
        try (JsonParser in = JsonMapper.shared().createParser(stream)) {
            return new GeoJsonReader(in, problems, sink).document();
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, firstLine(e.getOriginalMessage()), "a JSON document", "");
        }
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }

    private Document document() {
        JsonToken first = in.nextToken();
        if (first == null) {
            throw problems.with(0, "", "a JSON document", "the file is empty");
        }
        if (first == JsonToken.START_ARRAY) {
            list();
        } else if (first == JsonToken.START_OBJECT) {
            top();
        } else {
            throw problems.with(line(), in.getString(), "a GeoJSON object", "");
        }
        return new Document(type, rest, index);
    }

    private void top() {
        long line = line();
        Optional<RawShape> shape = Optional.empty();
        Object coordinates = null;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                type = in.getString();
                rest.put("type", type);
            } else if (LISTS.contains(name) && value == JsonToken.START_ARRAY) {
                listed = true;
                list();
            } else if (name.equals("geometry") && value == JsonToken.START_OBJECT) {
                shape = Optional.of(geometry());
            } else if (name.equals("coordinates") && value == JsonToken.START_ARRAY) {
                coordinates = nested();
            } else if (name.equals("crs")) {
                crs(tree());
            } else {
                put(rest, name, tree());
            }
        }
        if (coordinates != null) {
            shape = Optional.of(new RawShape(type, coordinates, List.of()));
        }
        if (!listed) {
            boolean geoJson = type.equals("Feature") || coordinates != null;
            if (geoJson) {
                rest.remove("type");
            }
            sink.accept(new Feature(shape, rest.deepCopy(), line, index++, geoJson));
        }
    }

    private void list() {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() == JsonToken.START_OBJECT) {
                feature();
            } else {
                problems.add(line(), in.getString(), "a feature");
                in.skipChildren();
            }
        }
    }

    private void feature() {
        long line = line();
        Optional<RawShape> shape = Optional.empty();
        ObjectNode properties = JsonMapper.shared().createObjectNode();
        boolean feature = false;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("geometry") && value == JsonToken.START_OBJECT) {
                shape = Optional.of(geometry());
            } else if (name.equals("type")
                    && value == JsonToken.VALUE_STRING
                    && in.getString().equals("Feature")) {
                feature = true;
            } else {
                put(properties, name, tree());
            }
        }
        sink.accept(new Feature(shape, properties, line, index++, feature));
    }

    /** Members of {@code properties} win over members beside it. */
    private static void put(ObjectNode into, String name, JsonNode value) {
        if (name.equals("properties") || name.equals("attributes")) {
            if (value instanceof ObjectNode inner) {
                inner.forEachEntry(into::set);
            }
        } else if (!name.equals("bbox") && !into.has(name)) {
            into.set(name, value);
        }
    }

    private RawShape geometry() {
        String kind = "";
        Object coordinates = List.of();
        List<RawShape> parts = new ArrayList<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("type")) {
                kind = in.getString();
            } else if (name.equals("coordinates") && value == JsonToken.START_ARRAY) {
                coordinates = nested();
            } else if (name.equals("geometries") && value == JsonToken.START_ARRAY) {
                while (in.nextToken() == JsonToken.START_OBJECT) {
                    parts.add(geometry());
                }
            } else {
                in.skipChildren();
            }
        }
        return new RawShape(kind, coordinates, parts);
    }

    /** A list of lists, or of numbers: then an array of doubles. What is no number becomes NaN and is refused with its shape. */
    private Object nested() {
        List<Object> lists = new ArrayList<>();
        double[] numbers = new double[3];
        int count = 0;
        JsonToken token = in.nextToken();
        while (token != JsonToken.END_ARRAY) {
            if (token == JsonToken.START_ARRAY) {
                lists.add(nested());
            } else {
                if (token == JsonToken.START_OBJECT) {
                    in.skipChildren();
                }
                double number = token != null && token.isNumeric() ? in.getDoubleValue() : Double.NaN;
                if (count < numbers.length) {
                    numbers[count] = number;
                }
                count++;
            }
            token = in.nextToken();
        }
        return count > 0 ? java.util.Arrays.copyOf(numbers, Math.min(count, numbers.length)) : lists;
    }

    private void crs(JsonNode crs) {
        String name = crs.path("properties").path("name").asString(crs.asString(""));
        if (crs.isNull() || name.isEmpty()) {
            return;
        }
        String code = name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
        if (!DEGREES.contains(code.toUpperCase(java.util.Locale.ROOT))) {
            problems.add(
                    line(),
                    name,
                    "longitude and latitude on WGS 84 (EPSG:4326), as RFC 7946 asks",
                    "convert it: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES out.geojson in.geojson");
        }
    }

    private JsonNode tree() {
        return in.readValueAsTree();
    }

    private long line() {
        return in.currentTokenLocation().getLineNr();
    }
}
