/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blockers that wait for each other: nobody can go first. */
public final class Circles {

    private Circles() {}

    /**
     * @param ids in the order in which each waits for the next, and the last for the first; one of the shortest circles
     * @param says the circle in words, with the owners who can break it
     */
    public record Circle(List<String> ids, String says) {
        public Circle {
            ids = List.copyOf(ids);
        }
    }

    /** Circles among blockers that hold something up, so that no blocker is in two of them. */
    public static List<Circle> find(List<Blocker> blockers) {
        Map<String, Blocker> byId = new LinkedHashMap<>();
        blockers.stream().filter(b -> b.state().holds()).forEach(b -> byId.put(b.id(), b));
        Set<String> told = new HashSet<>();
        List<Circle> out = new ArrayList<>();
        for (String id : byId.keySet()) {
            if (!told.contains(id)) {
                List<String> circle = shortest(byId, told, id);
                if (!circle.isEmpty()) {
                    told.addAll(circle);
                    out.add(new Circle(circle, says(circle, byId)));
                }
            }
        }
        return out;
    }

    /** The shortest way from a blocker back to itself. */
    private static List<String> shortest(Map<String, Blocker> byId, Set<String> without, String start) {
        Map<String, String> before = new HashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            String at = next.remove();
            for (String to : waits(byId, at)) {
                if (to.equals(start)) {
                    List<String> way = new ArrayList<>();
                    for (String s = at; !s.equals(start); s = before.getOrDefault(s, start)) {
                        way.addFirst(s);
                    }
                    way.addFirst(start);
                    return way;
                }
                if (!without.contains(to) && byId.containsKey(to) && before.putIfAbsent(to, at) == null) {
                    next.add(to);
                }
            }
        }
        return List.of();
    }

    private static List<String> waits(Map<String, Blocker> byId, String id) {
        Blocker b = byId.get(id);
        return b == null ? List.of() : b.waitsOn();
    }

    private static String says(List<String> circle, Map<String, Blocker> byId) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < circle.size(); i++) {
            out.append(i == 0 ? "" : ", ")
                    .append(circle.get(i))
                    .append(" waits on ")
                    .append(circle.get((i + 1) % circle.size()));
        }
        List<String> owners = circle.stream()
                .map(id -> {
                    Blocker b = byId.get(id);
                    return b == null || b.owner().isEmpty() ? "nobody (" + id + ")" : b.owner();
                })
                .distinct()
                .toList();
        return out + ": none can be the first. One of them must be settled without the other by "
                + String.join(" or ", owners) + ".";
    }
}
