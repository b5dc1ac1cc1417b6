/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a node is asked to show, in order. Immutable, versioned, and hashed, so that a certificate can name exactly this
 * plan.
 *
 * @param notApplicable tests that {@link #appliedTo} left out for this node; a certificate tells them
 * @param appliedFrom the digest of the plan as written, of which this is the form for one node; empty for the plan itself
 * @param stages the names of the stages, in the order in which a node goes through them; empty for a plain list of tests
 */
public record TestPlan(
        String name,
        int version,
        String title,
        String description,
        List<PlannedTest> tests,
        List<NotApplicable> notApplicable,
        Optional<Sha256> appliedFrom,
        List<String> stages) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A test that this node does not have, and the condition that it does not meet. */
    public record NotApplicable(String test, String title, String condition) {}

    /** A plan as written. */
    public TestPlan(
            String name,
            int version,
            String title,
            String description,
            List<PlannedTest> tests,
            List<NotApplicable> notApplicable) {
        this(name, version, title, description, tests, notApplicable, Optional.empty(), List.of());
    }

    public TestPlan {
        tests = List.copyOf(tests);
        notApplicable = List.copyOf(notApplicable);
        stages = List.copyOf(stages);
    }

    public Optional<PlannedTest> test(String id) {
        return tests.stream().filter(t -> t.id().equals(id)).findFirst();
    }

    public List<PlannedTest> required() {
        return tests.stream().filter(PlannedTest::required).toList();
    }

    /**
     * This plan for one node: tests whose condition the node does not meet are set apart, criteria for other hardware fall
     * away, and tests that count parts know how many there are. A required test may be left without a criterion: then it
     * cannot be PASS, because nothing with a source says what this hardware should reach.
     */
    public TestPlan appliedTo(Fingerprint fingerprint) {
        List<PlannedTest> kept = new ArrayList<>();
        List<NotApplicable> left = new ArrayList<>(notApplicable);
        for (PlannedTest test : tests) {
            if (test.appliesWhen().isPresent() && !test.appliesWhen().get().holds(fingerprint)) {
                left.add(new NotApplicable(
                        test.id(),
                        test.title(),
                        "the node has no " + test.appliesWhen().get()));
                continue;
            }
            List<Criterion> criteria = test.criteria().stream()
                    .filter(c ->
                            c.appliesWhen().isEmpty() || c.appliesWhen().get().holds(fingerprint))
                    .toList();
            int units = test.scope()
                    .countedPart()
                    .map(kind -> fingerprint.parts(kind).size())
                    .orElse(0);
            kept.add(test.withCriteria(criteria, units));
        }
        return new TestPlan(name, version, title, description, kept, left, Optional.of(digest()), stages);
    }

    /** This plan as nodes of the given provenance have it: more tests are required, or take longer. */
    public TestPlan forProvenance(Provenance of) {
        List<PlannedTest> asked = tests.stream().map(t -> t.forProvenance(of)).toList();
        return new TestPlan(name, version, title, description, asked, notApplicable, Optional.of(digest()), stages);
    }

    /** This plan with its digest at hand, for who asks for it node by node. */
    public TestPlan fixed() {
        return new TestPlan(name, version, title, description, tests, notApplicable, Optional.of(digest()), stages);
    }

    /** SHA-256 of the plan as it was written, as canonical JSON; the same after {@link #appliedTo}. */
    public Sha256 digest() {
        return appliedFrom.orElseGet(() -> Sha256.of(CanonicalJson.write(written())));
    }

    /** What is not said in a plan is not in its digest, so that a plan keeps it when the language grows. */
    private ObjectNode written() {
        ObjectNode plan = JSON.valueToTree(this);
        if (stages.isEmpty()) {
            plan.remove("stages");
        }
        for (int i = 0; i < tests.size(); i++) {
            PlannedTest test = tests.get(i);
            ObjectNode node = (ObjectNode) plan.required("tests").required(i);
            removeIf(node, "stage", test.stage().isEmpty());
            removeIf(node, "needs", test.needs().isEmpty());
            removeIf(node, "resources", test.resources().equals(Resources.WORST_CASE));
            removeIf(node, "provenance", test.provenance().isEmpty());
            removeIf(node, "unsourced", test.unsourced().isEmpty());
            removeIf(node, "arrangement", test.arrangement().equals(Arrangement.ONCE));
        }
        return plan;
    }

    private static void removeIf(ObjectNode node, String key, boolean unsaid) {
        if (unsaid) {
            node.remove(key);
        }
    }
}
