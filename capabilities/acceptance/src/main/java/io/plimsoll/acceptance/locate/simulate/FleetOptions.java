/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.acceptance.locate.FaultModel;
import java.util.EnumMap;
import java.util.Map;

/**
 * A fleet to simulate.
 *
 * @param bad chance that a node is bad
 * @param nicBad chance that a NIC is bad
 * @param cableBad chance that a cable between NIC and leaf is bad
 * @param portBad chance that a leaf's port is bad
 * @param linkBad chance that a leaf-spine link is bad
 * @param badPairs this many pairs of nodes are bad with each other only
 * @param miss chance that one bad part does not show in one test
 * @param flake chance that a test fails though nothing shows
 * @param rails NICs of a node that are tested one by one; 0 for whole nodes
 * @param spines spines of a leaf; 0 if links are not told apart
 */
public record FleetOptions(
        int nodes,
        double bad,
        double nicBad,
        double cableBad,
        double portBad,
        double linkBad,
        int badPairs,
        double miss,
        double flake,
        int nodesPerLeaf,
        int leavesPerPod,
        int rails,
        int spines) {

    /** Whole nodes in leaves of 32, pods of 8 leaves. */
    public static FleetOptions ofNodes(int nodes, double bad, double miss, double flake) {
        return new FleetOptions(nodes, bad, 0, 0, 0, 0, 0, miss, flake, 32, 8, 0, 0);
    }

    public FleetOptions withLinks(double share, int perLeaf) {
        return new FleetOptions(
                nodes,
                bad,
                nicBad,
                cableBad,
                portBad,
                share,
                badPairs,
                miss,
                flake,
                nodesPerLeaf,
                leavesPerPod,
                rails,
                perLeaf);
    }

    public FleetOptions withRails(int count, double nic, double cable, double port) {
        return new FleetOptions(
                nodes,
                bad,
                nic,
                cable,
                port,
                linkBad,
                badPairs,
                miss,
                flake,
                nodesPerLeaf,
                leavesPerPod,
                count,
                spines);
    }

    public FleetOptions withBadPairs(int pairs) {
        return new FleetOptions(
                nodes,
                bad,
                nicBad,
                cableBad,
                portBad,
                linkBad,
                pairs,
                miss,
                flake,
                nodesPerLeaf,
                leavesPerPod,
                rails,
                spines);
    }

    /** What a decoder believes that knows these shares; {@code nodePrior} in place of the true share of bad nodes. */
    public FaultModel model(double nodePrior) {
        Map<FaultKind, Double> priors = new EnumMap<>(FaultKind.class);
        priors.put(FaultKind.NODE, nodePrior);
        priors.put(FaultKind.NIC, nicBad);
        priors.put(FaultKind.CABLE, cableBad);
        priors.put(FaultKind.PORT, portBad);
        priors.put(FaultKind.LINK, linkBad);
        priors.values().removeIf(p -> p == 0);
        return new FaultModel(priors, Map.of(), miss, flake, Map.of(), "the simulation's own settings");
    }
}
