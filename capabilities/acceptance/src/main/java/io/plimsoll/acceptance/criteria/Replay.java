/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a set would have said of old measurements; the component names are keys of the command's JSON.
 *
 * @param verdicts how many nodes have each verdict
 * @param failing nodes that would have failed
 * @param byMetric by metric, how many nodes fail it
 */
public record Replay(
        String set,
        int nodes,
        Map<Verdict, Integer> verdicts,
        List<NodeJudgement> failing,
        Map<String, Integer> byMetric) {

    public static Replay of(CriterionSet set, Samples old, Map<String, Stratum> strata) {
        List<NodeJudgement> all = CriteriaJudge.judge(set, old, strata);
        Map<Verdict, Integer> verdicts = new TreeMap<>();
        Map<String, Integer> byMetric = new TreeMap<>();
        for (NodeJudgement j : all) {
            verdicts.merge(j.verdict(), 1, Integer::sum);
            j.findings().stream()
                    .filter(f -> f.verdict() == Verdict.FAIL)
                    .forEach(f -> byMetric.merge(f.metric(), 1, Integer::sum));
        }
        return new Replay(
                set.title(),
                all.size(),
                verdicts,
                all.stream().filter(j -> j.verdict() == Verdict.FAIL).toList(),
                byMetric);
    }
}
