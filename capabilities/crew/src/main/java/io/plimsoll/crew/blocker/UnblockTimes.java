/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** How long it took to get rid of blockers, by kind, site and supplier; those that are still open count for what they have lasted. */
public final class UnblockTimes {

    /** Fewer that are over say nothing of how long the next will last. */
    public static final int ENDS_MIN = 5;

    private final Instant now;
    private final List<Spell> spells;
    private final Map<String, KaplanMeier> curves = new TreeMap<>();

    public UnblockTimes(List<Spell> spells, Instant now) {
        this.spells = List.copyOf(spells);
        this.now = now;
    }

    /** What the groups are made by. */
    public enum By {
        KIND,
        SITE,
        SUPPLIER
    }

    /**
     * Hours are empty where the curve does not fall so far.
     *
     * @param p50Low early end of the median's 95 % band
     * @param p50High late end; empty if it is open
     * @param again spells of blockers that had been cleared before
     * @param etas spells that are over and had an ETA
     * @param kept those of them that were over by the first ETA's p90
     */
    public record Line(
            By by,
            String name,
            int count,
            int open,
            int again,
            Optional<Double> p50Hours,
            Optional<Double> p50Low,
            Optional<Double> p50High,
            Optional<Double> p90Hours,
            int etas,
            int kept) {}

    /** One line a group, the kinds first. */
    public List<Line> lines() {
        List<Line> out = new ArrayList<>();
        for (By by : By.values()) {
            Map<String, List<Spell>> groups = new TreeMap<>();
            spells.stream()
                    .filter(s -> !name(by, s).isEmpty())
                    .forEach(s -> groups.computeIfAbsent(name(by, s), k -> new ArrayList<>())
                            .add(s));
            groups.forEach((name, group) -> out.add(line(by, name, group)));
        }
        return out;
    }

    private static String name(By by, Spell s) {
        return switch (by) {
            case KIND -> s.kind().name();
            case SITE -> s.site();
            case SUPPLIER -> s.supplier();
        };
    }

    private Line line(By by, String name, List<Spell> group) {
        KaplanMeier curve = curve(group);
        List<Spell> told = group.stream()
                .filter(s -> s.cleared().isPresent() && s.first().isPresent())
                .toList();
        return new Line(
                by,
                name,
                group.size(),
                group.size() - curve.ends(),
                (int) group.stream().filter(Spell::again).count(),
                boxed(curve.quantile(0.5)),
                boxed(curve.low(0.5)),
                boxed(curve.high(0.5)),
                boxed(curve.quantile(0.9)),
                told.size(),
                (int) told.stream()
                        .filter(s -> !s.cleared()
                                .orElseThrow()
                                .isAfter(s.first().orElseThrow().p90()))
                        .count());
    }

    private KaplanMeier curve(List<Spell> group) {
        return KaplanMeier.of(group.stream()
                .map(s -> new KaplanMeier.Time(
                        s.length(now).toSeconds() / 3600.0, s.cleared().isPresent()))
                .toList());
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    /**
     * When one like this will be gone, by those that are gone: of its supplier, else of its kind here, else of its kind. A curve is used
     * only if {@value #ENDS_MIN} are over.
     *
     * @param share of cases that are over by then
     */
    Optional<Instant> expected(Blocker b, double share) {
        double lasted = Math.max(0, Duration.between(b.raised(), now).toSeconds() / 3600.0);
        Map<String, java.util.function.Predicate<Spell>> groups = new LinkedHashMap<>();
        if (!b.supplier().isEmpty()) {
            groups.put(
                    "s " + b.kind() + " " + b.supplier(),
                    s -> s.kind() == b.kind() && s.supplier().equals(b.supplier()));
        }
        groups.put(
                "h " + b.kind() + " " + b.site(),
                s -> s.kind() == b.kind() && s.site().equals(b.site()));
        groups.put("k " + b.kind(), s -> s.kind() == b.kind());
        for (var group : groups.entrySet()) {
            KaplanMeier curve = curves.computeIfAbsent(
                    group.getKey(),
                    k -> curve(spells.stream().filter(group.getValue()).toList()));
            if (curve.ends() >= ENDS_MIN) {
                OptionalDouble hours = curve.quantile(share, lasted);
                if (hours.isPresent()) {
                    return Optional.of(b.raised().plusSeconds(Math.round(hours.getAsDouble() * 3600)));
                }
            }
        }
        return Optional.empty();
    }
}
