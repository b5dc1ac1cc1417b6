/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The test plans that come with Plimsoll. An operator may hand in others; {@link TestPlanReader} checks them the same way. */
public final class TestPlans {

    private static final List<String> NAMES =
            List.of("quick", "standard", "full", "host", "node-bringup", "host-quick", "host-standard");

    private TestPlans() {}

    /** Every shipped plan; a broken one would stop the start. */
    public static List<TestPlan> shipped() {
        return Shipped.PLANS;
    }

    /** A shipped plan by its name. */
    public static Optional<TestPlan> shipped(String name) {
        return shipped().stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The names of the shipped plans, in the order in which they are shown. */
    public static List<String> names() {
        return NAMES;
    }

    private static TestPlan load(String name) {
        String resource = name + ".yaml";
        try (InputStream in = TestPlans.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("this build has no " + resource);
            }
            return TestPlanReader.read(in, resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shipped {
        private static final List<TestPlan> PLANS =
                NAMES.stream().map(TestPlans::load).toList();
    }
}
