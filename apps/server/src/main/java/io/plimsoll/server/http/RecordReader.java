/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.server.api.LengthMax;
import java.io.InputStream;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON body into a record and tells everything that is wrong with it at once. A component without {@code
 * @Nullable} must be there; a key that the record does not have is refused.
 */
public final class RecordReader {

    private final List<InputProblem> problems = new ArrayList<>();

    private RecordReader() {}

    /** @throws Problem with every {@link InputProblem}, each naming its place as a JSON pointer */
    public static <T> T read(InputStream body, Class<T> type) {
        JsonNode root;
        try {
            root = Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw Problem.badInput(new InputProblem("body", line, e.getOriginalMessage(), "JSON"));
        }
        return read(root, type);
    }

    /** As {@link #read(InputStream, Class)}, for JSON that was read already. */
    public static <T> T read(JsonNode root, Class<T> type) {
        RecordReader reader = new RecordReader();
        Object value = reader.value(root, type, LengthMax.TEXT_DEFAULT, "body ");
        if (!reader.problems.isEmpty() || value == null) {
            throw Problem.badInput(reader.problems);
        }
        return type.cast(value);
    }

    private @Nullable Object value(JsonNode node, Type type, int lengthMax, String at) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? list(node, generic.getActualTypeArguments()[0], lengthMax, at)
                    : map(node, generic.getActualTypeArguments()[1], at);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == JsonNode.class) {
            return node;
        }
        if (raw.isRecord()) {
            return record(node, raw, at);
        }
        if (raw.isEnum()) {
            return choice(node, raw, at);
        }
        return scalar(node, raw, lengthMax, at);
    }

    private @Nullable Object record(JsonNode node, Class<?> type, String at) {
        if (!node.isObject()) {
            return wrong(at, node, "an object");
        }
        int before = problems.size();
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        Set<String> known = new TreeSet<>();
        for (int i = 0; i < components.length; i++) {
            String key = key(components[i]);
            known.add(key);
            values[i] = component(node.get(key), components[i], at + "/" + key);
        }
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                add(new InputProblem(at + "/" + key, 0, key, "one of " + known, Closest.advice(key, known)));
            }
        }
        return problems.size() > before ? null : make(type, components, values, at);
    }

    private @Nullable Object component(@Nullable JsonNode node, RecordComponent component, String at) {
        if (node == null || node.isNull()) {
            if (!optional(component.getAnnotatedType())) {
                add(new InputProblem(at, 0, "", "a value"));
            }
            return null;
        }
        LengthMax length = component.getAnnotation(LengthMax.class);
        boolean many = Collection.class.isAssignableFrom(component.getType());
        int max = length != null ? length.value() : many ? LengthMax.LIST_DEFAULT : LengthMax.TEXT_DEFAULT;
        return value(node, component.getGenericType(), max, at);
    }

    private @Nullable Object make(Class<?> type, RecordComponent[] components, @Nullable Object[] values, String at) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof BadInputException bad) {
                bad.problems().forEach(this::add);
            } else {
                add(new InputProblem(at, 0, "", cause == null ? "something else" : String.valueOf(cause.getMessage())));
            }
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }

    private @Nullable Object list(JsonNode node, Type item, int lengthMax, String at) {
        if (!node.isArray()) {
            return wrong(at, node, "a list");
        }
        if (node.size() > lengthMax) {
            add(new InputProblem(at, 0, node.size() + " items", "at most " + lengthMax + " items"));
            return null;
        }
        List<Object> out = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            Object value = value(node.get(i), item, LengthMax.TEXT_DEFAULT, at + "/" + i);
            if (value != null) {
                out.add(value);
            }
            if (problems.size() >= BadInputException.PROBLEMS_MAX) {
                break;
            }
        }
        return out;
    }

    private @Nullable Object map(JsonNode node, Type item, String at) {
        if (!node.isObject()) {
            return wrong(at, node, "an object");
        }
        Map<String, Object> out = new TreeMap<>();
        for (String key : node.propertyNames()) {
            JsonNode value = node.get(key);
            Object read = value == null ? null : value(value, item, LengthMax.TEXT_DEFAULT, at + "/" + key);
            if (read != null) {
                out.put(key, read);
            }
        }
        return out;
    }

    private @Nullable Object choice(JsonNode node, Class<?> type, String at) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(c -> ((Enum<?>) c).name())
                .toList();
        String text = node.isString() ? node.stringValue() : "";
        int index = names.indexOf(text);
        if (index < 0) {
            add(new InputProblem(
                    at, 0, node.toString(), "one of " + names, Closest.advice(text.toUpperCase(Locale.ROOT), names)));
            return null;
        }
        return type.getEnumConstants()[index];
    }

    private @Nullable Object scalar(JsonNode node, Class<?> type, int lengthMax, String at) {
        if (type == String.class) {
            return text(node, lengthMax, at);
        }
        if (type == Instant.class) {
            try {
                return Instant.parse(node.isString() ? node.stringValue() : "");
            } catch (DateTimeParseException e) {
                return wrong(at, node, "an instant such as 2026-11-01T00:00:00Z");
            }
        }
        if (type == int.class || type == Integer.class) {
            return node.isInt() ? (Object) node.intValue() : wrong(at, node, "a whole number");
        }
        if (type == long.class || type == Long.class) {
            return node.isIntegralNumber() && node.canConvertToLong()
                    ? (Object) node.longValue()
                    : wrong(at, node, "a whole number");
        }
        if (type == double.class || type == Double.class) {
            return node.isNumber() ? (Object) node.doubleValue() : wrong(at, node, "a number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return node.isBoolean() ? (Object) node.booleanValue() : wrong(at, node, "true or false");
        }
        throw new IllegalStateException("an input record may not hold a " + type);
    }

    private @Nullable Object text(JsonNode node, int lengthMax, String at) {
        if (!node.isString()) {
            return wrong(at, node, "a text");
        }
        String text = node.stringValue();
        if (text.length() > lengthMax) {
            add(new InputProblem(at, 0, text, "at most " + lengthMax + " characters"));
            return null;
        }
        if (text.indexOf('\0') >= 0) {
            return wrong(at, node, "a text without NUL characters");
        }
        return text;
    }

    private @Nullable Object wrong(String at, JsonNode node, String expected) {
        add(new InputProblem(at, 0, node.toString(), expected));
        return null;
    }

    private void add(InputProblem problem) {
        if (problems.size() < BadInputException.PROBLEMS_MAX) {
            problems.add(problem);
        }
    }

    static boolean optional(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    static String key(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }
}
