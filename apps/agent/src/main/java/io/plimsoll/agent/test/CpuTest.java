/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.model.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every processor computes {@link KnownAnswers} again and again, all at once, held on its own core where that is possible. */
final class CpuTest implements HostTest {

    /** What one core did. */
    private record Core(int cpu, boolean pinned, long rounds, Map<String, Long> wrong) {}

    @Override
    public Ran run(TestContext context) throws InterruptedException {
        List<Integer> cpus = context.inventory().cpusAllowed();
        long end = System.nanoTime() + context.duration().toNanos();
        boolean caught = new KnownAnswers().roundWithFlippedBit().size() == 3;
        List<Core> cores = Workers.onEach(cpus, (cpu, place) -> core(cpu, end));
        TestLog log = new TestLog(context.test(), context.tool());
        log.note("each round: 20000 chained SHA-256, a 128x128 product in integers and the same in doubles,"
                + " each compared with an answer computed elsewhere");
        log.measure("cpu_detector_caught", caught ? 1 : 0, "count", Measurement.NODE);
        long errors = 0;
        for (Core core : cores) {
            if (!core.pinned()) {
                log.note(
                        "core " + core.cpu() + ": the thread could not be held on it and went where the kernel put it");
            }
            long wrong =
                    core.wrong().values().stream().mapToLong(Long::longValue).sum();
            errors += wrong;
            core.wrong()
                    .forEach((what, count) -> log.error("core " + core.cpu() + ": wrong " + what + " in " + count
                            + " of " + core.rounds() + " rounds"));
            log.measure("cpu_errors", (double) wrong, "count", "core:" + core.cpu());
            log.measure("cpu_rounds", (double) core.rounds(), "count", "core:" + core.cpu());
        }
        log.says(errors == 0 ? Verdict.PASS : Verdict.FAIL);
        return new Ran.Log(context.tool(), log.end(), errors == 0 ? 0 : 1);
    }

    private static Core core(int cpu, long end) {
        boolean pinned = CpuAffinity.pin(cpu);
        KnownAnswers answers = new KnownAnswers();
        Map<String, Long> wrong = new LinkedHashMap<>();
        long rounds = 0;
        do {
            answers.round().forEach(what -> wrong.merge(what, 1L, Long::sum));
            rounds++;
        } while (System.nanoTime() < end);
        return new Core(cpu, pinned, rounds, wrong);
    }
}
