/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceException;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** The tests by name. A test that cannot go on is ERROR; the others still run. */
public final class Suite {

    /** One test of the suite. */
    public enum Test {
        SELF_TEST(0),
        GEMM(0.4),
        MEMORY(0.3),
        BANDWIDTH(0.1),
        PIPES(0.1),
        PULSE(0.1);

        private final double share;

        Test(double share) {
            this.share = share;
        }

        /** As it is asked for and told: {@code self-test}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Told before each test, so that a watchdog knows the last state. */
    @FunctionalInterface
    public interface Watcher {
        void starts(Test test);
    }

    private static final int FLIPS_EACH = 100;

    private Suite() {}

    /**
     * Runs the tests asked for, sharing the time among them. The self-test goes first in whatever order they are asked for: where
     * the detector does not catch what was put in on purpose, what it did not see later is INCONCLUSIVE, not PASS.
     */
    public static List<TestOutcome> run(
            Device device, List<Test> tests, long nanos, long seed, Interlock interlock, Watcher watcher) {
        device.driverErrors(); // what came before is not the tests'
        double shares = tests.stream().mapToDouble(t -> t.share).sum();
        List<TestOutcome> outcomes = new ArrayList<>();
        for (Test test : tests.stream()
                .sorted(Comparator.comparing(t -> t != Test.SELF_TEST))
                .toList()) {
            watcher.starts(test);
            long time = shares == 0 ? 0 : (long) (nanos * test.share / shares);
            long begin = device.nanos();
            try {
                outcomes.add(DriverErrors.heard(device, believed(one(device, test, time, seed, interlock), outcomes)));
            } catch (DeviceException e) {
                outcomes.add(new TestOutcome(
                        test.word(),
                        Verdict.ERROR,
                        (device.nanos() - begin) / 1e9,
                        List.of(),
                        List.of(String.valueOf(e.getMessage())),
                        List.of(),
                        List.of()));
            }
        }
        return outcomes;
    }

    private static TestOutcome believed(TestOutcome outcome, List<TestOutcome> before) {
        boolean blind =
                before.stream().anyMatch(o -> o.test().equals(Test.SELF_TEST.word()) && o.verdict() != Verdict.PASS);
        if (!blind || outcome.verdict() != Verdict.PASS) {
            return outcome;
        }
        List<String> errors = new ArrayList<>(outcome.errors());
        errors.add("nothing was found, but the self-test did not pass on this device: the detector cannot be believed");
        return new TestOutcome(
                outcome.test(),
                Verdict.INCONCLUSIVE,
                outcome.seconds(),
                outcome.measurements(),
                errors,
                outcome.notes(),
                outcome.units());
    }

    private static TestOutcome one(Device device, Test test, long nanos, long seed, Interlock interlock) {
        return switch (test) {
            case SELF_TEST -> SelfTest.run(device, FLIPS_EACH, seed);
            case GEMM -> GemmTest.run(device, EnumSet.allOf(Arithmetic.class), nanos, seed);
            case MEMORY -> MemoryTest.run(device, nanos, seed);
            case BANDWIDTH -> BandwidthTest.run(device, nanos, seed);
            case PIPES -> PipesTest.run(device, nanos, seed);
            case PULSE -> PulseTest.run(device, nanos, interlock);
        };
    }

    /** The worst of several: ERROR, FAIL, INCONCLUSIVE, NOT_RUN, then PASS. */
    public static Verdict worst(List<TestOutcome> outcomes) {
        List<Verdict> order = List.of(Verdict.ERROR, Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.NOT_RUN, Verdict.PASS);
        return order.stream()
                .filter(v -> outcomes.stream().anyMatch(o -> o.verdict() == v))
                .findFirst()
                .orElse(Verdict.NOT_RUN);
    }
}
