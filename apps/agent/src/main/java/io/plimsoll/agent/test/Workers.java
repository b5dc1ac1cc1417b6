/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs one piece of work on each processor at the same time, each in a platform thread of its own. */
final class Workers {

    /** Work that is told its processor and its place among the workers. */
    @FunctionalInterface
    interface Work<T> {
        T on(int cpu, int place) throws Exception;
    }

    private Workers() {}

    /** The results in the order of the processors; the first failure is thrown. */
    static <T> List<T> onEach(List<Integer> cpus, Work<T> work) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(
                cpus.size(), Thread.ofPlatform().name("test-", 0).daemon().factory())) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < cpus.size(); i++) {
                int place = i;
                futures.add(pool.submit(() -> work.on(cpus.get(place), place)));
            }
            List<T> out = new ArrayList<>();
            for (Future<T> future : futures) {
                out.add(future.get());
            }
            return out;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed: " + e.getCause(), e.getCause());
        }
    }
}
