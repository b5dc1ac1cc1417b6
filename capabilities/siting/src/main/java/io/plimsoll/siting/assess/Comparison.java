/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Building;
import io.plimsoll.siting.Criterion;
import io.plimsoll.siting.Layers;
import io.plimsoll.siting.Level;
import io.plimsoll.siting.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Several places side by side, by several profiles. The order is by verdicts only: places cleared by more profiles first, then those
 * with fewer rules that fail, then with fewer that are open. Figures are shown beside each other and never added up: an insurer's rule
 * and a gram of carbon have no common unit.
 *
 * @param sites the best first
 */
public record Comparison(List<String> profiles, List<Site> sites) {

    public Comparison {
        profiles = List.copyOf(profiles);
        sites = List.copyOf(sites);
    }

    /**
     * One place.
     *
     * @param verdicts by profile
     * @param failing rules that fail, over all profiles
     * @param open rules that the evidence does not decide, over all profiles
     * @param deciding the sentence that stands in the way, of the first profile that does not clear; empty if all do
     * @param equipment where the equipment stands to the base flood, if both are known
     */
    public record Site(
            String building,
            Map<String, SitingVerdict> verdicts,
            int cleared,
            int failing,
            int open,
            String worstZone,
            String deciding,
            Optional<Assessment.HeightShown> equipment,
            List<Assessment.Near> distances,
            Map<String, Criterion> criteria) {}

    public static Comparison of(List<Building> buildings, Layers layers, List<Profile> profiles) {
        List<Assessor> assessors =
                profiles.stream().map(p -> new Assessor(layers, p)).toList();
        List<Site> sites = new ArrayList<>();
        for (Building building : buildings) {
            sites.add(site(
                    building, assessors.stream().map(a -> a.assess(building)).toList()));
        }
        sites.sort(Comparator.comparingInt((Site s) -> -s.cleared())
                .thenComparingInt(Site::failing)
                .thenComparingInt(Site::open));
        return new Comparison(profiles.stream().map(Profile::id).toList(), sites);
    }

    private static Site site(Building building, List<Assessment> all) {
        Map<String, SitingVerdict> verdicts = new TreeMap<>();
        all.forEach(a -> verdicts.put(a.profile(), a.verdict()));
        Assessment any = all.getFirst();
        return new Site(
                building.name(),
                verdicts,
                (int) all.stream()
                        .filter(a -> a.verdict() == SitingVerdict.CLEARED)
                        .count(),
                count(all, Outcome.FAIL),
                count(all, Outcome.UNKNOWN),
                any.zones().isEmpty() ? "not mapped" : any.zones().getFirst().zone(),
                all.stream()
                        .filter(a -> a.verdict() != SitingVerdict.CLEARED)
                        .map(Assessment::headline)
                        .findFirst()
                        .orElse(""),
                any.heights().stream().filter(h -> h.level() == Level.EQUIPMENT).findFirst(),
                any.distances(),
                new TreeMap<>(building.criteria()));
    }

    private static int count(List<Assessment> all, Outcome outcome) {
        return (int) all.stream()
                .flatMap(a -> a.reasons().stream())
                .filter(r -> r.outcome() == outcome)
                .count();
    }
}
