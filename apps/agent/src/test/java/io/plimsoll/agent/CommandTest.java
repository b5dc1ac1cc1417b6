/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void whatACommandPrintedIsKeptHoweverFastItEndsAndHoweverManyRun() throws Exception {
        List<Callable<Command.Outcome>> runs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            runs.add(() ->
                    Command.run(List.of("/bin/sh", "-c", "printf first; printf second >&2"), Duration.ofSeconds(30)));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
            for (Future<Command.Outcome> run : pool.invokeAll(runs)) {
                assertThat(run.get()).isEqualTo(new Command.Outcome(0, "firstsecond", false));
            }
        }
    }

    @Test
    void aCommandThatPassesItsLimitIsStoppedAndWhatItPrintedIsKept() throws Exception {
        Command.Outcome outcome =
                Command.run(List.of("/bin/sh", "-c", "printf begun; exec sleep 600"), Duration.ofMillis(500));
        assertThat(outcome.timedOut()).isTrue();
        assertThat(outcome.log()).isEqualTo("begun");
    }
}
