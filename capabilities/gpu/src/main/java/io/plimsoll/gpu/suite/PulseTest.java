/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Work;
import io.plimsoll.model.Verdict;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Load steps from 0.1 Hz to 10 kHz, as far as the time allows two periods, with work for a half, a quarter and three quarters of
 * the period in turn. Sensors are sampled while the steps run, and the {@link Interlock} is asked before each piece of them.
 */
final class PulseTest {

    private static final double[] HERTZ = {10_000, 1_000, 100, 10, 1, 0.1};
    private static final double[] DUTIES = {0.5, 0.25, 0.75};
    private static final long PIECE_NANOS = 1_000_000_000L;

    private PulseTest() {}

    static TestOutcome run(Device device, long nanos, Interlock interlock) {
        OutcomeBuilder out = new OutcomeBuilder("pulse", device);
        Sensors sensors = new Sensors(device);
        long wrong = 0;
        long pulses = 0;
        int steps = 0;
        boolean stopped = false;
        try (DeviceMemory report = device.allocate(Report.SUMS_AT);
                Arena arena = Arena.ofConfined()) {
            MemorySegment host = arena.allocate(Report.SUMS_AT, 64);
            for (double hertz : HERTZ) {
                long period = (long) (1e9 / hertz);
                long total = nanos / HERTZ.length / period * period;
                if (total < 2 * period) {
                    out.note(hertz + " Hz was left out: two periods need more time");
                    continue;
                }
                long piece = Math.min(total, Math.max(period, PIECE_NANOS / period * period));
                int turn = 0;
                for (long done = 0; done < total && !stopped; done += piece) {
                    Optional<String> refusal = interlock.refusal(device.info(), sensors.sample());
                    if (refusal.isPresent()) {
                        out.error("the interlock stopped the load steps at " + hertz + " Hz: " + refusal.get());
                        stopped = true;
                        break;
                    }
                    double duty = DUTIES[turn++ % DUTIES.length];
                    device.run(new Work.Pulse(period, duty, Math.min(piece, total - done), report), sensors::sample);
                    device.read(report, 0, host);
                    for (Report.Slot slot : new Report(host).slots(device.info().slots())) {
                        wrong += slot.answer();
                        pulses += slot.pieces();
                    }
                }
                if (stopped) {
                    break;
                }
                steps++;
            }
        }
        sensors.sample();
        out.count("pulse_errors", wrong);
        out.count("pulse_steps", pulses);
        out.count("pulse_frequencies", steps);
        sensors.tell(out, "pulse");
        if (wrong > 0) {
            out.error(wrong + " answers were wrong under load steps");
            return out.end(Verdict.FAIL);
        }
        if (!device.info().silicon()) {
            out.note("the CPU device has no power sensor: the interlock bounds nothing here");
        }
        return steps == 0 || !out.clean() ? out.end(Verdict.NOT_RUN) : out.end();
    }
}
