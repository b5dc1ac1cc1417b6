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

/** Load steps at half duty from 0.1 Hz to 10 kHz, as far as the time allows two periods, under an {@link Interlock}. */
final class PulseTest {

    private static final double[] HERTZ = {10_000, 1_000, 100, 10, 1, 0.1};
    private static final double DUTY = 0.5;

    private PulseTest() {}

    static TestOutcome run(Device device, long nanos, Interlock interlock) {
        OutcomeBuilder out = new OutcomeBuilder("pulse", device);
        Sensors sensors = new Sensors(device);
        long wrong = 0;
        long pulses = 0;
        int steps = 0;
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
                Optional<String> refusal = interlock.refusal(device.info(), sensors.sample());
                if (refusal.isPresent()) {
                    out.error("the interlock stopped the load steps before " + hertz + " Hz: " + refusal.get());
                    break;
                }
                device.run(new Work.Pulse(period, DUTY, total, report));
                device.read(report, 0, host);
                for (Report.Slot slot : new Report(host).slots(device.info().slots())) {
                    wrong += slot.answer();
                    pulses += slot.pieces();
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
