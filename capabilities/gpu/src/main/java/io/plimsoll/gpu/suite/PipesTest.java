/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.Mix;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Work;
import io.plimsoll.gpu.pipe.PipeAnswers;
import io.plimsoll.gpu.pipe.PipeKind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Each kind of execution unit on each SM gives the known answer. */
final class PipesTest {

    private static final int ROUNDS = 1000;

    private PipesTest() {}

    static TestOutcome run(Device device, long nanos, long seed) {
        OutcomeBuilder out = new OutcomeBuilder("pipes", device);
        long wrong = 0;
        long answers = 0;
        try (DeviceMemory table = device.allocate(4L * PipeAnswers.TABLE_WORDS);
                DeviceMemory report = device.allocate(Report.SUMS_AT);
                Arena arena = Arena.ofConfined()) {
            MemorySegment words = arena.allocate(4L * PipeAnswers.TABLE_WORDS, 64);
            for (int i = 0; i < PipeAnswers.TABLE_WORDS; i++) {
                words.setAtIndex(ValueLayout.JAVA_INT, i, PipeAnswers.table(i));
            }
            device.write(table, 0, words);
            MemorySegment host = arena.allocate(Report.SUMS_AT, 64);
            long end = device.nanos() + nanos;
            int round = 0;
            do {
                for (PipeKind kind : PipeKind.values()) {
                    long from = Mix.of(seed, round++);
                    device.run(new Work.Pipe(kind, ROUNDS, from, table, report));
                    device.read(report, 0, host);
                    long known = PipeAnswers.of(kind, ROUNDS, from);
                    for (Report.Slot slot : new Report(host).slots(device.info().slots())) {
                        answers++;
                        if (slot.answer() != known) {
                            wrong++;
                            out.error("SM " + slot.unit() + " gave " + slot.answer() + " and must give " + known + ": "
                                    + kind.word());
                        }
                    }
                }
            } while (device.nanos() < end);
        }
        out.count("pipe_errors", wrong);
        out.count("pipe_answers", answers);
        out.note(
                "special functions are compared after rounding to integers: an error below half a unit there is not seen");
        return out.end();
    }
}
