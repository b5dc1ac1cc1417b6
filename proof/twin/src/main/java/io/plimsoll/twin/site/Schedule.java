/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.twin.engine.Dice;
import io.plimsoll.twin.engine.Dice.For;
import io.plimsoll.twin.truth.Rates;
import io.plimsoll.twin.truth.SiteShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which truck brings what when, and which crew fills which racks with it. Depends on plan, rates and seed only. */
public record Schedule(List<Load> loads, List<Batch> batches, long lastBatchAt) {

    /** What one truck brings. */
    public record Load(long at, String name, List<Integer> devices) {
        public Load {
            devices = List.copyOf(devices);
        }
    }

    /** What one crew racks, cables and signs off in one go. */
    public record Batch(long at, String name, List<Integer> devices) {
        public Batch {
            devices = List.copyOf(devices);
        }
    }

    private static final long FIRST_TRUCK = 3_600;
    private static final int UNITS_OF_THE_PUBLISHED_GAP = 8;
    private static final int SPINE = 2;

    public Schedule {
        loads = List.copyOf(loads);
        batches = List.copyOf(batches);
    }

    /** Spines and cores first, then one scalable unit after the other: its leaves, then its racks. */
    public static Schedule of(SiteShape shape, Rates rates, Dice dice) {
        List<Load> loads = new ArrayList<>();
        List<Batch> batches = new ArrayList<>();
        Map<Integer, List<Integer>> units = new TreeMap<>();
        List<Integer> spines = new ArrayList<>();
        for (int d = 0; d < shape.deviceCount(); d++) {
            if (shape.device(d).tier() >= SPINE) {
                spines.add(d);
            } else {
                units.computeIfAbsent(shape.device(d).scalableUnit(), u -> new ArrayList<>())
                        .add(d);
            }
        }
        long switches = (long) rates.of("time.rack-switches");
        if (!spines.isEmpty()) {
            loads.add(new Load(FIRST_TRUCK, "spine switches", spines));
            batches.add(new Batch(FIRST_TRUCK + switches, "spine switches", spines));
        }
        double published = rates.of("time.truck-gap");
        double gap = Math.min(published, published * UNITS_OF_THE_PUBLISHED_GAP / Math.max(1, units.size()));
        int position = 0;
        for (Map.Entry<Integer, List<Integer>> unit : units.entrySet()) {
            long at = FIRST_TRUCK * 2 + (long) (gap * position++);
            loads.add(new Load(at, "scalable unit " + unit.getKey(), unit.getValue()));
            batchesOf(shape, rates, dice, unit.getKey(), unit.getValue(), at, batches);
        }
        long last = batches.stream().mapToLong(Batch::at).max().orElse(0);
        return new Schedule(loads, batches, last);
    }

    private static void batchesOf(
            SiteShape shape, Rates rates, Dice dice, int unit, List<Integer> devices, long from, List<Batch> batches) {
        List<Integer> leaves = devices.stream().filter(shape::isSwitch).toList();
        long at = from;
        if (!leaves.isEmpty()) {
            at += (long) rates.of("time.rack-switches");
            batches.add(new Batch(at, "leaf switches of scalable unit " + unit, leaves));
        }
        Map<String, List<Integer>> racks = new TreeMap<>();
        devices.stream()
                .filter(shape::isNode)
                .forEach(d -> racks.computeIfAbsent(shape.device(d).location().rack(), r -> new ArrayList<>())
                        .add(d));
        for (Map.Entry<String, List<Integer>> rack : racks.entrySet()) {
            double spread =
                    0.8 + 0.4 * dice.uniform(For.DURATION, rack.getValue().getFirst(), 1);
            at += (long) (rates.of("time.rack") * spread);
            batches.add(new Batch(at, "rack " + rack.getKey(), rack.getValue()));
        }
    }
}
