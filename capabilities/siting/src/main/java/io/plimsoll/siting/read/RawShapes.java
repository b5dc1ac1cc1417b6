/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Geometries that stand inside a record that was already read: {@code footprint}, {@code location}. */
final class RawShapes {

    private RawShapes() {}

    static Optional<RawShape> of(JsonNode node) {
        if (node.isObject() && node.path("geometry").isObject()) {
            return of(node.path("geometry"));
        }
        if (node.isObject() && node.path("coordinates").isArray()) {
            return Optional.of(
                    new RawShape(node.path("type").asString(""), nested(node.path("coordinates")), List.of()));
        }
        if (!node.isArray() || node.isEmpty()) {
            return Optional.empty();
        }
        int depth = 0;
        for (JsonNode at = node; at.isArray() && !at.isEmpty(); at = at.get(0)) {
            depth++;
        }
        return switch (depth) {
            case 1 -> Optional.of(new RawShape("Point", nested(node), List.of()));
            case 2 -> Optional.of(new RawShape("Polygon", List.of(nested(node)), List.of()));
            case 3 -> Optional.of(new RawShape("Polygon", nested(node), List.of()));
            case 4 -> Optional.of(new RawShape("MultiPolygon", nested(node), List.of()));
            default -> Optional.empty();
        };
    }

    private static Object nested(JsonNode list) {
        if (!list.isEmpty() && !list.get(0).isArray()) {
            double[] out = new double[Math.min(3, list.size())];
            for (int i = 0; i < out.length; i++) {
                out[i] = list.get(i).asDouble(Double.NaN);
            }
            return out;
        }
        List<Object> out = new ArrayList<>();
        list.forEach(inner -> out.add(inner.isArray() ? nested(inner) : new double[0]));
        return out;
    }
}
