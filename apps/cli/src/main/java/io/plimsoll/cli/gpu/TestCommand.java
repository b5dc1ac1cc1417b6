/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.gpu;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cuda.CudaDevice;
import io.plimsoll.cuda.DriverLibraries;
import io.plimsoll.cuda.GpuProcess;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceInfo;
import io.plimsoll.gpu.suite.Interlock;
import io.plimsoll.gpu.suite.Suite;
import io.plimsoll.gpu.suite.TestOutcome;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll gpu test}: the suite on one device. */
@Command(
        name = "test",
        description = "Tests one GPU with known answers: products, memory, bandwidth, pipes, load steps, and the tests"
                + " themselves by bits turned over on purpose.",
        mixinStandardHelpOptions = true,
        footer = "Exit codes: 0 all passed, 1 something is wrong or was not run, 2 bad usage, 3 a test broke.")
final class TestCommand implements Callable<Integer> {

    @Option(names = "--device", paramLabel = "N", description = "Which GPU. Default: 0.")
    private int device;

    @Option(names = "--seconds", paramLabel = "S", description = "How long, all tests together. Default: 60.")
    private double seconds = 60;

    @Option(
            names = "--tests",
            split = ",",
            paramLabel = "T",
            description = "Some of: self-test, gemm, memory, bandwidth, pipes, pulse. Default: all.")
    private List<String> tests = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the inputs. Default: 1.")
    private long seed = 1;

    /** Above twice the time asked for, for memory to be filled and a slow start. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    @Mixin
    private Output output = new Output();

    /** What is printed. */
    record Report(
            Optional<DeviceInfo> device,
            boolean silicon,
            double seconds,
            long seed,
            Verdict verdict,
            List<TestOutcome> tests,
            List<String> notes) {}

    @Override
    public Integer call() throws Exception {
        List<Suite.Test> asked = Asked.tests(tests);
        Asked.seconds(seconds);
        Report report = CudaDevice.count(DriverLibraries.INSTALLED).orElse(0) > 0 ? gpu(asked) : cpu(asked);
        output.print(report, out -> text(report, out));
        return switch (report.verdict()) {
            case PASS, WAIVED -> ExitCode.FINE;
            case ERROR -> ExitCode.FAILED;
            case FAIL, INCONCLUSIVE, NOT_RUN -> ExitCode.FOUND;
        };
    }

    private Report gpu(List<Suite.Test> asked) throws Exception {
        Asked.silicon(device);
        GpuProcess.Result result = GpuProcess.run(
                DriverLibraries.INSTALLED,
                device,
                asked,
                Duration.ofMillis((long) (seconds * 1e3)),
                seed,
                Duration.ofSeconds((long) (2 * seconds)).plus(GRACE));
        return new Report(
                result.device(), true, seconds, seed, Suite.worst(result.outcomes()), result.outcomes(), List.of());
    }

    private Report cpu(List<Suite.Test> asked) {
        try (Device opened = Asked.device(device)) {
            List<TestOutcome> outcomes = Suite.run(
                    opened,
                    asked,
                    (long) (seconds * 1e9),
                    seed,
                    Interlock.DEFAULT,
                    t -> output.notes().println(t.word() + " ..."));
            return new Report(
                    Optional.of(opened.info()),
                    false,
                    seconds,
                    seed,
                    Suite.worst(outcomes),
                    outcomes,
                    List.of(CpuDevices.SAYS));
        }
    }

    private static void text(Report report, PrintWriter out) {
        out.println(report.device().map(DeviceInfo::name).orElse("a GPU that could not be opened") + ": "
                + report.verdict());
        for (TestOutcome test : report.tests()) {
            out.printf(Locale.ROOT, "%n%-10s %-8s %6.1f s%n", test.test(), test.verdict(), test.seconds());
            test.measurements()
                    .forEach(m -> out.printf(Locale.ROOT, "  %-34s %14.4g %s%n", m.metric(), m.value(), m.unit()));
            test.errors().forEach(e -> out.println("  error  " + e));
            test.notes().forEach(n -> out.println("  note   " + n));
        }
        report.notes().forEach(n -> out.println("\nnote  " + n));
    }

    /** What was asked for, checked. */
    static final class Asked {

        private static final double SECONDS_MAX = 86_400;

        private Asked() {}

        static List<Suite.Test> tests(List<String> words) {
            if (words.isEmpty()) {
                return List.of(Suite.Test.values());
            }
            String all =
                    Arrays.stream(Suite.Test.values()).map(Suite.Test::word).collect(Collectors.joining(", "));
            return words.stream()
                    .map(w -> Arrays.stream(Suite.Test.values())
                            .filter(t -> t.word().equals(w.strip()))
                            .findFirst()
                            .orElseThrow(
                                    () -> new BadInputException(new InputProblem("--tests", 0, w, "some of " + all))))
                    .toList();
        }

        static void seconds(double seconds) {
            if (!(seconds > 0 && seconds <= SECONDS_MAX)) {
                throw new BadInputException(
                        new InputProblem("--seconds", 0, "" + seconds, "above 0, at most " + (int) SECONDS_MAX));
            }
        }

        /** A GPU that the driver sees. */
        static void silicon(int index) {
            int count = CudaDevice.count(DriverLibraries.INSTALLED).orElse(0);
            if (index < 0 || index >= count) {
                throw new BadInputException(
                        new InputProblem("--device", 0, "" + index, "0 to " + (count - 1) + ", the GPUs of this host"));
            }
        }

        /** A GPU on this very thread where there is one, else the CPU device. */
        static Device device(int index) {
            if (CudaDevice.count(DriverLibraries.INSTALLED).orElse(0) > 0) {
                silicon(index);
                return CudaDevice.open(DriverLibraries.INSTALLED, index);
            }
            if (index != 0) {
                throw new BadInputException(
                        new InputProblem("--device", 0, "" + index, "0: there is no GPU here, only the CPU device"));
            }
            return CpuDevices.open();
        }
    }
}
