/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlanReader;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Campaigns;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The test plans that a run or a campaign can take: those that are shipped, and those that an operator handed in. */
public final class PlanShelf {

    private static final int BYTES_MAX = 1 << 20;

    private final Campaigns record;
    private final Map<Sha256, TestPlan> kept = new ConcurrentHashMap<>();

    public PlanShelf(Campaigns record) {
        this.record = record;
    }

    /** Every plan that has a name of its own; a handed-in one stands before a shipped one of the same name. */
    List<TestPlan> all() {
        List<TestPlan> plans = new ArrayList<>();
        for (String document : record.plans()) {
            TestPlan plan = read(document, "test plan");
            if (plans.stream().noneMatch(p -> p.name().equals(plan.name()))) {
                plans.add(plan);
            }
        }
        TestPlans.shipped().stream()
                .filter(s -> plans.stream().noneMatch(p -> p.name().equals(s.name())))
                .forEach(plans::add);
        return plans;
    }

    /** Reads a plan from YAML and keeps it. */
    TestPlan add(Stamp stamp, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw Problem.tooLarge(BYTES_MAX);
        }
        TestPlan plan = read(new String(bytes, StandardCharsets.UTF_8), "body");
        record.keepPlan(stamp, plan.name(), plan.digest(), new String(bytes, StandardCharsets.UTF_8));
        return plan;
    }

    Optional<TestPlan> known(String name) {
        return record.plan(name).map(d -> read(d, name)).or(() -> TestPlans.shipped(name));
    }

    /** A plan by name, or a refusal that names those that there are. */
    public TestPlan find(String name) {
        return known(name).orElseThrow(() -> {
            List<String> names = all().stream().map(TestPlan::name).toList();
            return Problem.badInput(new InputProblem("plan", 0, name, "one of " + names));
        });
    }

    /** The plan that a run began with, if it is still here; else the present one of that name. */
    TestPlan find(String name, Sha256 digest) {
        TestPlan known = kept.get(digest);
        if (known != null) {
            return known;
        }
        TestPlan plan = record.plan(digest)
                .map(d -> read(d, name))
                .orElseGet(() -> TestPlans.shipped(name).orElseGet(() -> find(name)));
        kept.put(plan.digest(), plan);
        return plan;
    }

    private static TestPlan read(String document, String source) {
        try {
            return TestPlanReader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
