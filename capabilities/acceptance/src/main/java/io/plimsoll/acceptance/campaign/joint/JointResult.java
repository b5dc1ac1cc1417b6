/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.joint;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What one run of a test of several nodes came to.
 *
 * @param id of the result on the record; higher for a later one
 * @param round from 1, as the tests were run
 * @param figure the judged value; empty where pass or fail is all that is known
 * @param log SHA-256 of its raw log
 */
public record JointResult(
        long id,
        String task,
        String test,
        int round,
        List<String> nodes,
        Verdict verdict,
        Optional<JointFigure> figure,
        Sha256 log,
        String tool) {

    public JointResult {
        nodes = List.copyOf(nodes);
    }

    /** Whether it speaks for or against a part; a tool that broke or contradicts itself says nothing of the nodes. */
    public boolean speaks() {
        return verdict == Verdict.PASS || verdict == Verdict.FAIL;
    }

    public boolean passed() {
        return verdict == Verdict.PASS;
    }

    /** The figure as a measurement of a node that took part. */
    Optional<Measurement> measurement(String node) {
        String with = String.join(
                ",", nodes.stream().filter(n -> !n.equals(node)).limit(3).toList());
        return figure.map(f -> new Measurement(
                f.metric(),
                f.unit(),
                f.value(),
                Measurement.NODE,
                java.util.Map.of("with", with, "round", String.valueOf(round))));
    }
}
