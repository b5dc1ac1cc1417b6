/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import io.plimsoll.gpu.DeviceException;
import io.plimsoll.gpu.DeviceInfo;
import io.plimsoll.gpu.suite.Interlock;
import io.plimsoll.gpu.suite.Suite;
import io.plimsoll.gpu.suite.TestOutcome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The process that a GPU may take along: opens it on its main thread, runs the tests, tells each step in lines. */
public final class ChildMain {

    private ChildMain() {}

    /** Tells each second how far the device has come, so that one that hangs is known before its time is over. */
    private static void beat(CudaDevice device, PrintStream out) {
        while (true) {
            out.println(ChildLines.beat(device.works()));
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    /** Arguments: cuda library, nvml library, index, nanoseconds, seed, tests with commas between. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        DriverLibraries libraries = new DriverLibraries(args[0], args[1]);
        out.println(ChildLines.state("opening the device"));
        try (CudaDevice device = CudaDevice.open(libraries, Integer.parseInt(args[2]))) {
            DeviceInfo info = device.info();
            out.println(ChildLines.device(info, device.health()));
            Thread.ofPlatform().daemon().name("beat").start(() -> beat(device, out));
            List<Suite.Test> tests = args[5].isEmpty()
                    ? List.of()
                    : Arrays.stream(args[5].split(",")).map(Suite.Test::valueOf).toList();
            List<TestOutcome> outcomes = Suite.run(
                    device,
                    tests,
                    Long.parseLong(args[3]),
                    Long.parseLong(args[4]),
                    Interlock.DEFAULT,
                    t -> out.println(ChildLines.state(t.word())));
            outcomes.forEach(o -> out.print(ChildLines.outcome(o)));
            out.println(ChildLines.END);
        } catch (DeviceException e) {
            out.println(ChildLines.broke(String.valueOf(e.getMessage())));
        }
    }
}
