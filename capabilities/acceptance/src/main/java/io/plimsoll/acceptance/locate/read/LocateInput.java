/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.read;

import io.plimsoll.acceptance.locate.HealthyValues;
import io.plimsoll.acceptance.locate.Observation;
import io.plimsoll.acceptance.locate.Topology;
import java.util.List;
import java.util.Map;

/**
 * What a file of observations holds.
 *
 * @param observations evidence
 * @param noEvidence rows whose test broke or was not run: told, and weighed as nothing
 * @param rates bad, nic, cable, port, link, pair, miss, flake, as far as the file gives them
 * @param ratesSource where the file says its rates come from; empty if it does not
 * @param healthy healthy samples by metric
 */
public record LocateInput(
        Topology topology,
        List<Observation> observations,
        List<String> noEvidence,
        Map<String, Double> rates,
        String ratesSource,
        Map<String, HealthyValues> healthy) {

    public LocateInput {
        observations = List.copyOf(observations);
        noEvidence = List.copyOf(noEvidence);
        rates = Map.copyOf(rates);
        healthy = Map.copyOf(healthy);
    }
}
