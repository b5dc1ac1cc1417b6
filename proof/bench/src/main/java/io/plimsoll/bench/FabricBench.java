/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Template;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.fault.BuiltFabric;
import io.plimsoll.fabric.fault.FaultInjector;
import io.plimsoll.fabric.fault.InjectedFault;
import io.plimsoll.fabric.read.IbnetdiscoverWriter;
import io.plimsoll.fabric.read.ObservedReader;
import io.plimsoll.fabric.verify.Verifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/** The measurement behind {@code plimsoll bench fabric}. */
final class FabricBench {

    private static final int WARM_UP = 5;
    private static final int ROUNDS = 9;
    private static final int COLD_RUNS = 3;
    private static final int FAULTY_CABLES = 200;
    private static final long SEED = 20260801;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FabricBench() {}

    /** What was measured; times are medians. */
    record Result(
            Machine machine,
            long gpus,
            int devices,
            int cables,
            long dumpBytes,
            long dumpLines,
            int faultsInjected,
            int faultsRecovered,
            int repairOrders,
            int leftAfterRepair,
            int rounds,
            double designMillis,
            double readMillis,
            double verifyMillis,
            double processorMillis,
            String cold,
            long coldMillis,
            long coldPeakMebibytes,
            String peer,
            long peerMillis) {}

    private record Timed<T>(T value, double millis, double processorMillis) {}

    static Result run(long gpus, boolean withPeer) throws IOException {
        Template law = Templates.find("rail-k64").orElseThrow();
        Timed<FabricPlan> design = median(() -> FabricDesigner.design(law, DesignRequest.of(gpus)));
        FabricPlan plan = design.value();
        BuiltFabric built = new BuiltFabric(plan);
        List<InjectedFault> truth = new FaultInjector(
                        built, RandomGeneratorFactory.of("L64X128MixRandom").create(SEED))
                .inject(Math.min(FAULTY_CABLES, plan.cables().size() / 100));
        ObservedFabric observed = built.observe("bench", "Sat Aug  1 00:00:00 2026");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        IbnetdiscoverWriter.write(observed, text);
        byte[] dump = text.toByteArray();
        Timed<ObservedFabric> read = median(() -> read(dump));
        Timed<Verification> verify = median(() -> Verifier.verify(plan, read.value()));
        Path folder = Files.createTempDirectory("plimsoll-bench");
        try {
            Files.write(folder.resolve("dump.ibnetdiscover"), dump);
            List<ColdProcess.Run> cold = cold(gpus, folder);
            Peer peer = withPeer ? peer(observed, folder) : new Peer("left out (--no-peer)", 0);
            ColdProcess.Run middle = cold.get(cold.size() / 2);
            return new Result(
                    Machine.here(),
                    gpus,
                    plan.devices().size(),
                    plan.cables().size(),
                    dump.length,
                    lines(dump),
                    truth.size(),
                    recovered(truth, verify.value()),
                    verify.value().repairOrders().size(),
                    verify.value().summary().leftAfterRepair(),
                    ROUNDS,
                    design.millis(),
                    read.millis(),
                    verify.millis(),
                    design.processorMillis() + read.processorMillis() + verify.processorMillis(),
                    words(cold, middle),
                    middle.millis(),
                    middle.peakMebibytes(),
                    peer.words(),
                    peer.millis());
        } finally {
            delete(folder);
        }
    }

    private static ObservedFabric read(byte[] dump) {
        try {
            return ObservedReader.read(new ByteArrayInputStream(dump), "bench", Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> Timed<T> median(Supplier<T> work) {
        double[] millis = new double[ROUNDS];
        double[] processorMillis = new double[ROUNDS];
        T value = work.get();
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            long start = System.nanoTime();
            long processor = THREADS.getCurrentThreadCpuTime();
            value = work.get();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
                processorMillis[i] = (THREADS.getCurrentThreadCpuTime() - processor) / 1e6;
            }
        }
        Arrays.sort(millis);
        Arrays.sort(processorMillis);
        return new Timed<>(value, millis[ROUNDS / 2], processorMillis[ROUNDS / 2]);
    }

    /** How many faults came out as one order of their kind with as many moves and the same number of cables. */
    private static int recovered(List<InjectedFault> truth, Verification found) {
        List<String> orders = new ArrayList<>();
        found.repairOrders()
                .forEach(o -> orders.add(
                        o.kind() + " " + o.moves().size() + " " + o.findings().size()));
        int n = 0;
        for (InjectedFault fault : truth) {
            int findings = fault.kind() == io.plimsoll.fabric.RepairOrder.Kind.IDENTITY_GAP
                    ? fault.ends().size()
                    : fault.ends().size() / 2;
            n += orders.remove(fault.kind() + " " + fault.moves() + " " + findings) ? 1 : 0;
        }
        return n;
    }

    private static List<ColdProcess.Run> cold(long gpus, Path folder) throws IOException {
        List<String> arguments = List.of(
                "fabric",
                "verify",
                "--template",
                "rail-k64",
                "--gpus",
                Long.toString(gpus),
                "--observed",
                folder.resolve("dump.ibnetdiscover").toString());
        Path archive = folder.resolve("classes.jsa");
        ColdProcess.run(archive, folder, arguments);
        List<ColdProcess.Run> runs = new ArrayList<>();
        for (int i = 0; i < COLD_RUNS; i++) {
            runs.add(ColdProcess.run(archive, folder, arguments));
        }
        runs.sort(Comparator.comparingLong(ColdProcess.Run::millis));
        return runs;
    }

    private static String words(List<ColdProcess.Run> runs, ColdProcess.Run middle) {
        return String.format(
                "%,d ms (median of %d), at most %,d MiB resident, exit code %d (1 = found something)",
                middle.millis(),
                runs.size(),
                runs.stream().mapToLong(ColdProcess.Run::peakMebibytes).max().orElse(0),
                middle.exitCode());
    }

    private record Peer(String words, long millis) {}

    private static Peer peer(ObservedFabric observed, Path folder) {
        Optional<String> missing = IbSimulator.missing();
        if (missing.isPresent()) {
            return new Peer("NOT MEASURED: " + missing.get(), 0);
        }
        try {
            IbSimulator.Walk walk = IbSimulator.walk(observed, folder);
            return new Peer(
                    String.format(
                            "%,d ms for a dump of %,d bytes; the simulator itself held %,d MiB",
                            walk.millis(), Files.size(walk.dump()), walk.simulatorKibibytes() / 1024),
                    walk.millis());
        } catch (IOException e) {
            return new Peer("NOT MEASURED: " + e.getMessage(), 0);
        }
    }

    private static long lines(byte[] text) {
        long n = 0;
        for (byte b : text) {
            n += b == '\n' ? 1 : 0;
        }
        return n;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
