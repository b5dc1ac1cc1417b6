/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.cuda.CudaDevice;
import io.plimsoll.cuda.DriverLibraries;
import io.plimsoll.cuda.GpuProcess;
import io.plimsoll.gpu.suite.Figure;
import io.plimsoll.gpu.suite.Suite;
import io.plimsoll.gpu.suite.TestOutcome;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Our own known-answer tests on each GPU of this host, one GPU after the other, each in a process of its own. Never on the CPU
 * device: a node without a GPU has not run them.
 */
final class GpuTest implements HostTest {

    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final long SEED = 1;

    private final List<Suite.Test> tests;

    GpuTest(Suite.Test... tests) {
        this.tests = List.of(tests);
    }

    @Override
    public Ran run(TestContext context) throws IOException, InterruptedException {
        int count = CudaDevice.count(DriverLibraries.INSTALLED).orElse(0);
        if (count == 0) {
            return new Ran.NotRun("there is no GPU that an NVIDIA driver on this host sees");
        }
        Duration each = context.duration().dividedBy(count);
        List<TestOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outcomes.addAll(GpuProcess.run(
                            DriverLibraries.INSTALLED,
                            i,
                            tests,
                            each,
                            SEED,
                            each.multipliedBy(2).plus(GRACE))
                    .outcomes());
        }
        return log(context, outcomes);
    }

    /** The outcomes of all GPUs as one log; one that is ERROR leaves the log without its end, for it says nothing. */
    static Ran log(TestContext context, List<TestOutcome> outcomes) {
        TestLog log = new TestLog(context.test(), context.tool());
        for (TestOutcome o : outcomes) {
            o.notes().forEach(n -> log.note(o.test() + ": " + n));
            o.errors().forEach(log::error);
            for (Figure f : o.measurements()) {
                // INT8 counts operations that are no flops; criteria know them as a rate of operations
                boolean operations = f.unit().equals("Top/s");
                log.measure(
                        f.metric(),
                        operations ? f.value() * 1e12 : f.value(),
                        operations ? "1/s" : f.unit(),
                        f.scope());
            }
        }
        Verdict worst = Suite.worst(outcomes);
        if (worst == Verdict.ERROR || worst == Verdict.NOT_RUN) {
            String why = outcomes.stream()
                    .filter(o -> o.verdict() == worst)
                    .flatMap(o -> o.errors().stream())
                    .findFirst()
                    .orElse("a test did not run");
            return worst == Verdict.ERROR ? new Ran.Broke(context.tool(), log.end(), why) : new Ran.NotRun(why);
        }
        log.says(worst);
        return new Ran.Log(context.tool(), log.end(), worst == Verdict.PASS ? 0 : 1);
    }
}
