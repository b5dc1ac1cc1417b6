/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A published table: figures by measure, site and year; what stands twice is kept aside. */
final class Table {

    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final Map<String, Map<String, NavigableMap<Integer, Figure>>> figures = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, SiteKind> kinds = new LinkedHashMap<>();
    private final Map<String, Map<String, NavigableMap<Integer, String>>> texts = new LinkedHashMap<>();
    private final List<Figure> again = new ArrayList<>();
    private final TreeSet<Integer> years = new TreeSet<>();
    private int count;

    static String key(String site) {
        return Cells.key(site);
    }

    void site(String site, String kind) {
        if (names.putIfAbsent(key(site), site.strip()) == null) {
            SiteKind byName = SiteKind.of(site);
            SiteKind told = SiteKind.of(kind);
            kinds.put(key(site), byName == SiteKind.SITE && !told.isSum() ? told : byName);
        }
    }

    void add(Figure f) {
        count++;
        years.add(f.year());
        site(f.site(), "");
        measures.putIfAbsent(f.measure().id(), f.measure());
        Figure before = figures.computeIfAbsent(f.measure().id(), k -> new LinkedHashMap<>())
                .computeIfAbsent(key(f.site()), k -> new TreeMap<>())
                .putIfAbsent(f.year(), f);
        if (before != null) {
            again.add(f);
        }
    }

    void text(String attribute, String site, int year, String text) {
        site(site, "");
        texts.computeIfAbsent(attribute, k -> new LinkedHashMap<>())
                .computeIfAbsent(key(site), k -> new TreeMap<>())
                .putIfAbsent(year, text.strip());
    }

    int count() {
        return count;
    }

    List<Figure> again() {
        return again;
    }

    Set<Integer> years() {
        return years;
    }

    List<Measure> measures() {
        return List.copyOf(measures.values());
    }

    boolean has(String measure) {
        return measures.containsKey(measure);
    }

    /** Keys of all sites, in the order of the table. */
    List<String> sites() {
        return List.copyOf(names.keySet());
    }

    String name(String siteKey) {
        return names.getOrDefault(siteKey, siteKey);
    }

    SiteKind kind(String siteKey) {
        return kinds.getOrDefault(siteKey, SiteKind.SITE);
    }

    Map<String, NavigableMap<Integer, String>> texts(String attribute) {
        return texts.getOrDefault(attribute, Map.of());
    }

    NavigableMap<Integer, Figure> series(String measure, String siteKey) {
        return figures.getOrDefault(measure, Map.of()).getOrDefault(siteKey, new TreeMap<>());
    }

    Optional<Figure> get(String measure, String siteKey, int year) {
        return Optional.ofNullable(series(measure, siteKey).get(year));
    }

    /** Rows that are no sum of other rows: sites, and sums whose parts the table does not hold. */
    List<String> leaves(String measure) {
        List<String> out = new ArrayList<>();
        for (String site : figures.getOrDefault(measure, Map.of()).keySet()) {
            SiteKind kind = kind(site);
            if (!kind.isSum() || partsOf(kind).isEmpty()) {
                out.add(site);
            }
        }
        return out;
    }

    private List<String> partsOf(SiteKind sum) {
        return names.keySet().stream()
                .filter(s -> !kind(s).isSum() && kind(s).under(sum))
                .toList();
    }
}
