/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a set of pairs touches of the fabric.
 *
 * @param leafPairsMet pairs of different leaves that had at least one test between them
 * @param leafPairs all pairs of different leaves
 * @param linksMet leaf-spine links crossed under destination routing; 0 of 0 where spines are not known
 * @param links all leaf-spine links
 */
public record Coverage(long leafPairsMet, long leafPairs, long linksMet, long links) {

    public static Coverage of(Topology topology, List<PairTest> pairs) {
        Set<List<String>> met = new HashSet<>();
        Set<FaultPart> crossed = new HashSet<>();
        for (PairTest p : pairs) {
            String a = topology.nodes().get(topology.indexOf(p.a())).leaf();
            String b = topology.nodes().get(topology.indexOf(p.b())).leaf();
            if (!a.equals(b)) {
                met.add(a.compareTo(b) < 0 ? List.of(a, b) : List.of(b, a));
                crossed.addAll(topology.links(p.a(), p.b()));
            }
        }
        long leaves =
                topology.nodes().stream().map(TopologyNode::leaf).distinct().count();
        long links = leaves > 1 ? leaves * topology.spines() : 0;
        return new Coverage(met.size(), leaves * (leaves - 1) / 2, crossed.size(), links);
    }
}
