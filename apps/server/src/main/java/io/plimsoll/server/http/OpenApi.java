/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.Endpoint;
import io.plimsoll.server.api.LengthMax;
import io.plimsoll.server.api.Method;
import io.plimsoll.server.api.Nothing;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.Permission;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.api.Shape;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/** Writes the endpoint table as OpenAPI 3.1. The same table gives the same text, so that the file can be compared. */
public final class OpenApi {

    private final Map<String, Object> schemas = new TreeMap<>();
    private final Map<String, Class<?>> names = new TreeMap<>();

    private OpenApi() {}

    public static String write(List<Endpoint<?, ?>> table, String version) {
        OpenApi api = new OpenApi();
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Endpoint<?, ?> endpoint : table) {
            paths.computeIfAbsent(endpoint.path(), p -> new LinkedHashMap<>())
                    .put(endpoint.method().name().toLowerCase(Locale.ROOT), api.operation(endpoint));
        }
        api.schema(Problem.Details.class);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", ordered("title", "Plimsoll", "version", version));
        document.put("paths", paths);
        document.put(
                "components",
                ordered(
                        "schemas",
                        api.schemas,
                        "securitySchemes",
                        ordered(
                                "cookie",
                                ordered("type", "apiKey", "in", "cookie", "name", Exchange.SESSION_COOKIE),
                                "token",
                                ordered("type", "http", "scheme", "bearer"))));
        return Json.MAPPER
                        .rebuild()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(document)
                        .replace(System.lineSeparator(), "\n")
                + "\n";
    }

    private Map<String, Object> operation(Endpoint<?, ?> endpoint) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("summary", endpoint.summary());
        out.put("operationId", operationId(endpoint));
        out.put("x-permission", endpoint.permission().name());
        List<Object> parameters = new ArrayList<>();
        for (String name : endpoint.pathParameters()) {
            parameters.add(ordered("name", name, "in", "path", "required", true, "schema", ordered("type", "string")));
        }
        for (Query<?> query : endpoint.query()) {
            parameters.add(ordered(
                    "name",
                    query.name(),
                    "in",
                    "query",
                    "description",
                    query.summary() + "; " + query.expected(),
                    "schema",
                    ordered("type", "string")));
        }
        if (!parameters.isEmpty()) {
            out.put("parameters", parameters);
        }
        if (endpoint.input().type() != Nothing.class) {
            out.put("requestBody", ordered("required", true, "content", content(endpoint.input())));
        }
        out.put("responses", responses(endpoint));
        out.put(
                "security",
                endpoint.permission() == Permission.PUBLIC
                        ? List.of()
                        : List.of(ordered("cookie", List.of()), ordered("token", List.of())));
        return out;
    }

    private Map<String, Object> responses(Endpoint<?, ?> endpoint) {
        Map<String, Object> fine = new LinkedHashMap<>();
        boolean nothing = endpoint.output().type() == Nothing.class;
        fine.put("description", nothing ? "Done" : "Answer");
        if (!nothing) {
            fine.put("content", content(endpoint.output()));
        }
        Map<String, Object> problem = ordered(
                "description",
                "Problem details (RFC 9457)",
                "content",
                ordered("application/problem+json", ordered("schema", schema(Problem.Details.class))));
        return ordered(nothing ? "204" : "200", fine, "default", problem);
    }

    private Map<String, Object> content(Shape<?> shape) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (String mediaType : shape.mediaTypes()) {
            out.put(mediaType, ordered("schema", schema(shape.type())));
        }
        return out;
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof WildcardType wildcard) {
            return schema(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == RawBody.class || raw == Download.class) {
            return ordered("type", "string", "format", "binary");
        }
        if (raw.isEnum()) {
            List<String> values = Arrays.stream(raw.getEnumConstants())
                    .map(c -> ((Enum<?>) c).name())
                    .toList();
            return ordered("type", "string", "enum", values);
        }
        if (raw.isRecord()) {
            return reference(raw);
        }
        return scalar(raw);
    }

    private Map<String, Object> generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Page.class) {
            return ordered(
                    "type",
                    "object",
                    "required",
                    List.of("items"),
                    "properties",
                    ordered(
                            "items",
                            ordered("type", "array", "items", schema(arguments[0])),
                            "next",
                            ordered("type", List.of("string", "null"))));
        }
        if (raw == Optional.class) {
            return schema(arguments[0]);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return ordered("type", "object", "additionalProperties", schema(arguments[1]));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return ordered("type", "array", "items", schema(arguments[0]));
        }
        throw new IllegalStateException("no schema for " + type);
    }

    private Map<String, Object> reference(Class<?> record) {
        String name = record.getSimpleName();
        Class<?> other = names.putIfAbsent(name, record);
        if (other == null) {
            schemas.put(name, object(record));
        } else if (other != record) {
            name = String.valueOf(
                            record.getEnclosingClass() == null
                                    ? ""
                                    : record.getEnclosingClass().getSimpleName())
                    + record.getSimpleName();
            Class<?> same = names.putIfAbsent(name, record);
            if (same == null) {
                schemas.put(name, object(record));
            } else if (same != record) {
                throw new IllegalStateException(
                        record.getName() + " and " + same.getName() + " would both be the schema " + name);
            }
        }
        return ordered("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> object(Class<?> record) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Map<String, Object> schema = new LinkedHashMap<>(schema(component.getGenericType()));
            LengthMax length = component.getAnnotation(LengthMax.class);
            if (length != null) {
                schema.put(component.getType() == String.class ? "maxLength" : "maxItems", length.value());
            }
            boolean optional =
                    RecordReader.optional(component.getAnnotatedType()) || component.getType() == Optional.class;
            properties.put(
                    RecordReader.key(component),
                    optional ? ordered("anyOf", List.of(schema, ordered("type", "null"))) : schema);
            if (!optional) {
                required.add(RecordReader.key(component));
            }
        }
        return ordered("type", "object", "required", required, "properties", properties);
    }

    private static Map<String, Object> scalar(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return ordered("type", "integer", "format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return ordered("type", "integer", "format", "int64");
        }
        if (type == double.class || type == Double.class) {
            return ordered("type", "number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return ordered("type", "boolean");
        }
        if (type == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        }
        if (type == Duration.class) {
            return ordered("type", "string", "format", "duration");
        }
        if (type == String.class) {
            return ordered("type", "string");
        }
        if (type == JsonNode.class || type == Object.class) {
            return new LinkedHashMap<>();
        }
        throw new IllegalStateException("no schema for " + type);
    }

    /** {@code getSitesBySiteNodes}. */
    private static String operationId(Endpoint<?, ?> endpoint) {
        Method method = endpoint.method();
        return method.name().toLowerCase(Locale.ROOT)
                + Arrays.stream(endpoint.path().replace("/api/", "/").split("[/.-]"))
                        .filter(p -> !p.isEmpty())
                        .map(p -> p.startsWith("{") ? "By" + capital(p.substring(1, p.length() - 1)) : capital(p))
                        .collect(Collectors.joining());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            out.put((String) pairs[i], pairs[i + 1]);
        }
        return out;
    }
}
