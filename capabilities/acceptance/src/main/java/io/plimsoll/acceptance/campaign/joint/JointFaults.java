/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.joint;

import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.acceptance.locate.FaultModel;
import io.plimsoll.acceptance.locate.HealthyValues;
import io.plimsoll.acceptance.locate.Topology;
import java.util.EnumMap;
import java.util.Map;

/** What is believed of nodes and what lies between them before the first test of several nodes. */
public final class JointFaults {

    /** Nodes that fail at build-out: SuperBench, USENIX ATC'24. */
    static final double BAD = 0.1036;

    /** Of these, found by the NICs' loopback; the same source. */
    static final double BY_LOOPBACK = 0.0604;

    /** Of what hangs at a rail, so much is the NIC; the rest is shared by cable and port. Assumed. */
    private static final double NIC_SHARE = 0.8;

    private static final double MISS = 0.2;
    private static final double FLAKE = 0.01;

    private static final String SOURCE =
            "bad 10.36 % of nodes, of these 6.04 % by NIC loopback: SuperBench, USENIX ATC'24; a test misses 20 %, flakes 1 %,"
                    + " and cables and ports have a tenth each of what hangs at a rail: assumed";

    private JointFaults() {}

    /**
     * The beliefs for a fabric.
     *
     * @param healthy spread of healthy values by metric and unit, as {@link JointFigure#spread} names them, from the criteria that were learned; may be empty
     */
    public static FaultModel of(Topology topology, Map<String, HealthyValues> healthy) {
        int rails =
                topology.nodes().stream().mapToInt(n -> n.rails().size()).max().orElse(0);
        Map<FaultKind, Double> priors = new EnumMap<>(FaultKind.class);
        priors.put(FaultKind.NODE, rails == 0 ? BAD : BAD - BY_LOOPBACK);
        if (rails > 0) {
            double rail = BY_LOOPBACK / rails;
            priors.put(FaultKind.NIC, rail * NIC_SHARE);
            priors.put(FaultKind.CABLE, rail * (1 - NIC_SHARE) / 2);
            priors.put(FaultKind.PORT, rail * (1 - NIC_SHARE) / 2);
        }
        return new FaultModel(priors, Map.of(), MISS, FLAKE, healthy, SOURCE);
    }
}
