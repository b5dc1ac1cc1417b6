/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.sim;

import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.scenario.Scenario.Delivery;
import io.plimsoll.forecast.scenario.Scenario.UnitClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scenario with names turned into places in arrays: nodes of a class stand together, those of a delivery within it. */
final class Layout {

    /** Nodes that came together: {@code [first, first + count)}. */
    record Cohort(int unitClass, int first, int count, Delivery delivery) {}

    /** Failures of one kind among the nodes of one cohort. */
    record Channel(int failure, int cohort) {}

    final Scenario scenario;
    final int nodes;
    final int[] firstNode;
    final int[] firstRack;
    final int racks;
    final List<Cohort> cohorts = new ArrayList<>();
    final List<Channel> channels = new ArrayList<>();
    final int[] partOf;
    final int[] crewOf;
    final int[] commitmentClass;
    final int[][] commitmentsOf;

    Layout(Scenario scenario) {
        this.scenario = scenario;
        List<UnitClass> fleet = scenario.fleet();
        firstNode = new int[fleet.size() + 1];
        firstRack = new int[fleet.size() + 1];
        for (int c = 0; c < fleet.size(); c++) {
            UnitClass unitClass = fleet.get(c);
            int at = firstNode[c];
            for (Delivery d : unitClass.deliveries()) {
                cohorts.add(new Cohort(c, at, d.nodes(), d));
                at += d.nodes();
            }
            firstNode[c + 1] = at;
            firstRack[c + 1] =
                    firstRack[c] + (unitClass.nodes() + unitClass.traysPerRack() - 1) / unitClass.traysPerRack();
        }
        nodes = firstNode[fleet.size()];
        racks = firstRack[fleet.size()];
        partOf = scenario.failures().stream()
                .mapToInt(f -> f.part()
                        .map(p -> index(
                                scenario.parts().stream()
                                        .map(Scenario.Part::name)
                                        .toList(),
                                p))
                        .orElse(-1))
                .toArray();
        crewOf = scenario.failures().stream()
                .mapToInt(f -> f.crew()
                        .map(p -> index(
                                scenario.crews().stream()
                                        .map(Scenario.Crew::name)
                                        .toList(),
                                p))
                        .orElse(-1))
                .toArray();
        for (int f = 0; f < scenario.failures().size(); f++) {
            for (int k = 0; k < cohorts.size(); k++) {
                if (covers(
                        scenario.failures().get(f).unitClass(), cohorts.get(k).unitClass())) {
                    channels.add(new Channel(f, k));
                }
            }
        }
        commitmentClass = scenario.commitments().stream()
                .mapToInt(c -> classIndex(c.unitClass()))
                .toArray();
        commitmentsOf = new int[fleet.size()][];
        for (int c = 0; c < fleet.size(); c++) {
            int wanted = c;
            commitmentsOf[c] = java.util.stream.IntStream.range(0, commitmentClass.length)
                    .filter(i -> commitmentClass[i] == wanted)
                    .toArray();
        }
    }

    private static int index(List<String> names, String name) {
        return names.indexOf(name);
    }

    int classIndex(String name) {
        return index(scenario.fleet().stream().map(UnitClass::name).toList(), name);
    }

    int failureIndex(String kind) {
        return index(scenario.failures().stream().map(Scenario.Failure::kind).toList(), kind);
    }

    boolean covers(Optional<String> unitClass, int index) {
        return unitClass.isEmpty()
                || unitClass.get().equals(scenario.fleet().get(index).name());
    }

    int cohortOf(int node) {
        for (int k = 0; k < cohorts.size(); k++) {
            if (node < cohorts.get(k).first() + cohorts.get(k).count()) {
                return k;
            }
        }
        throw new IllegalArgumentException("no node " + node);
    }
}
