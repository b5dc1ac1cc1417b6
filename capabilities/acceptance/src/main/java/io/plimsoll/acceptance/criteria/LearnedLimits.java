/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Units;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds learned limits to a test plan for one node. They are only added: every fixed criterion of the plan stays and must
 * still be kept, so a learned one can never loosen it. The certificate tells each criterion's source, which names the set.
 */
final class LearnedLimits {

    private final String source;
    private final List<LearnedCriterion> criteria;

    private LearnedLimits(String source, List<LearnedCriterion> criteria) {
        this.source = source;
        this.criteria = criteria;
    }

    /** @param signedBy the key; empty if the set is not signed */
    static TestPlan add(CriterionSet set, String signedBy, TestPlan plan, Fingerprint fingerprint) {
        List<LearnedCriterion> criteria =
                set.forStratum(Stratum.of(fingerprint)).map(e -> e.getValue()).orElse(List.of());
        String source =
                "learned set " + set.title() + ", " + (signedBy.isEmpty() ? "not signed" : "signed by " + signedBy);
        LearnedLimits limits = new LearnedLimits(source, criteria);
        List<PlannedTest> tests = plan.tests().stream().map(limits::add).toList();
        return new TestPlan(
                plan.name(),
                plan.version(),
                plan.title(),
                plan.description(),
                tests,
                plan.notApplicable(),
                Optional.of(plan.digest()),
                plan.stages());
    }

    private PlannedTest add(PlannedTest test) {
        List<Criterion> all = new ArrayList<>(test.criteria());
        for (LearnedCriterion c : criteria) {
            int brace = c.metric().indexOf('{');
            String metric = brace < 0 ? c.metric() : c.metric().substring(0, brace);
            if (c.used() && test.measures().contains(metric) && Units.known(c.unit())) {
                SortedMap<String, String> where =
                        brace < 0 ? new TreeMap<>() : labels(c.metric().substring(brace + 1));
                c.atLeast().ifPresent(v -> all.add(criterion(metric, Comparison.AT_LEAST, v, c.unit(), where)));
                c.atMost().ifPresent(v -> all.add(criterion(metric, Comparison.AT_MOST, v, c.unit(), where)));
            }
        }
        return test.withCriteria(all, test.unitsExpected());
    }

    private Criterion criterion(
            String metric, Comparison comparison, double limit, String unit, SortedMap<String, String> where) {
        return new Criterion(metric, comparison, limit, unit, where, Optional.empty(), source);
    }

    /** {@code size=8,op=sum}} as {@link SamplesBuilder#key} wrote it. */
    private static SortedMap<String, String> labels(String text) {
        TreeMap<String, String> out = new TreeMap<>();
        for (String pair : text.substring(0, text.length() - 1).split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                out.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return out;
    }
}
