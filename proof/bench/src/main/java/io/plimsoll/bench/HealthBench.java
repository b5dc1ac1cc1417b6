/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Engine;
import io.plimsoll.health.engine.HealthState;
import io.plimsoll.health.engine.Topology;
import io.plimsoll.health.rules.Detector;
import io.plimsoll.health.rules.RuleSetReader;
import io.plimsoll.health.sample.RemoteWrite;
import io.plimsoll.health.sample.SeriesJudge;
import io.plimsoll.health.sample.Snappy;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Times the engine, the remote-write path and a storm, each on one thread and by that thread's processor time. */
final class HealthBench {

    private static final int NODES = 4_096;
    private static final int[] CODES = {31, 13, 43, 45, 63, 94, 92, 74, 119, 79};
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private HealthBench() {}

    /**
     * The engine's rate over one stretch of history.
     *
     * @param eventsBefore how long history was when it began
     * @param eventsPerSecond by processor time of the one thread
     */
    record Stretch(
            long eventsBefore, long events, double eventsPerSecond, double wallEventsPerSecond, int remembered) {}

    /** One body after another: decoded, matched to its series, judged. */
    record Samples(
            int version, long series, long samples, double samplesPerSecond, double wallSamplesPerSecond, long found) {}

    /**
     * A storm.
     *
     * @param millisP99 of one decision, wall time; on a busy machine it holds others' time too
     * @param dropped signals that were neither judged nor counted as refused
     */
    record Storm(
            int gpus,
            int perSecond,
            int seconds,
            long events,
            double millisP50,
            double millisP99,
            double millisMost,
            double heapMebibytes,
            long dropped,
            long refused,
            double loadShare) {}

    record Result(Machine machine, int rules, List<Stretch> stretches, List<Samples> remoteWrite, Storm storm) {}

    static Result run(long events, int seconds) {
        return new Result(
                Machine.here(),
                RuleSetReader.SHIPPED.detectors().size(),
                engine(events),
                List.of(samples(1), samples(2)),
                storm(seconds));
    }

    static Topology fleet() {
        List<Topology.Place> places = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            places.add(new Topology.Place(
                    "node-" + i,
                    8,
                    List.of(
                            "rack:" + i / 16,
                            "leaf:" + i / 32,
                            "spine:" + i / 512,
                            "pdu:" + i / 64,
                            "cooling:" + i / 128,
                            "firmware:" + i % 3),
                    "tenant-" + i / 1_024));
        }
        return Topology.of(places, Map.of());
    }

    static Signal event(SplittableRandom random, long millis, int code) {
        int node = random.nextInt(NODES);
        boolean fatal = code == 79 || code == 119 || code == 74;
        return new Signal(
                Optional.of(Instant.ofEpochMilli(millis)),
                "node-" + node,
                "PCI:0000:0" + random.nextInt(8) + ":00",
                "xid",
                Integer.toString(code),
                "",
                fatal ? Severity.FATAL : Severity.WARNING,
                fatal ? "RESET_GPU" : "RESTART_APP",
                "NVRM: Xid " + millis + code,
                Map.of());
    }

    /** One in ten thousand is fatal, as most of what a fleet says is not. */
    private static int code(SplittableRandom random) {
        return random.nextInt(10_000) == 0 ? CODES[7 + random.nextInt(3)] : CODES[random.nextInt(7)];
    }

    private static List<Stretch> engine(long events) {
        Engine engine = new Engine(fleet(), RuleSetReader.SHIPPED);
        HealthState state = HealthState.EMPTY;
        SplittableRandom random = new SplittableRandom(1);
        List<Stretch> stretches = new ArrayList<>();
        long done = 0;
        long next = Math.min(events, 200_000);
        while (done < events) {
            long count = Math.min(next, events - done);
            long wall = System.nanoTime();
            long processor = processor();
            for (long i = 0; i < count; i++) {
                long millis = START + (done + i) * 10;
                if ((i & 127) == 0) {
                    state = engine.clock(state, millis, d -> {});
                }
                state = engine.step(state, event(random, millis, code(random))).state();
            }
            processor = processor() - processor;
            wall = System.nanoTime() - wall;
            stretches.add(new Stretch(done, count, count * 1e9 / processor, count * 1e9 / wall, state.remembered()));
            done += count;
            next = Math.min(events, next * 4);
        }
        return stretches;
    }

    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Samples samples(int version) {
        List<byte[]> bodies = new ArrayList<>();
        int series = 0;
        for (int body = 0; body < 64; body++) {
            List<List<String>> labels = new ArrayList<>();
            for (int i = 0; i < 2_000; i++, series++) {
                labels.add(List.of(
                        "__name__",
                        i % 20 == 0 ? "DCGM_FI_DEV_GPU_TEMP" : "DCGM_FI_DEV_METRIC_" + i % 21,
                        "Hostname",
                        "node-" + series / 168,
                        "UUID",
                        "GPU-509665ad-b600-ac93-3616-" + series / 21,
                        "device",
                        "nvidia" + series / 21 % 8,
                        "gpu",
                        Integer.toString(series / 21 % 8),
                        "modelName",
                        "NVIDIA H100 80GB HBM3"));
            }
            bodies.add(version == 1 ? RemoteWriteBodies.one(labels, START) : RemoteWriteBodies.two(labels, START));
        }
        SeriesJudge judge = new SeriesJudge(List.of(hot()), 4_000_000);
        RemoteWrite decoder = new RemoteWrite();
        for (int warm = 0; warm < 4; warm++) {
            bodies.forEach(b -> decoder.decode(b, b.length, judge));
        }
        long before = judge.samples();
        long found = judge.take().size();
        long wall = System.nanoTime();
        long processor = processor();
        for (int round = 0; round < 20; round++) {
            bodies.forEach(b -> decoder.decode(b, b.length, judge));
        }
        processor = processor() - processor;
        wall = System.nanoTime() - wall;
        long done = judge.samples() - before;
        return new Samples(version, judge.series(), done, done * 1e9 / processor, done * 1e9 / wall, found);
    }

    private static Detector hot() {
        return new Detector(
                "hot",
                Detector.Type.THRESHOLD,
                "metric",
                Set.of(),
                "DCGM_FI_DEV_GPU_TEMP",
                true,
                40,
                1,
                0,
                0,
                35,
                Set.of(),
                "",
                "thermal",
                "bench");
    }

    private static Storm storm(int seconds) {
        Engine engine = new Engine(fleet(), RuleSetReader.SHIPPED);
        HealthState state = HealthState.EMPTY;
        SplittableRandom random = new SplittableRandom(2);
        int perSecond = 4_200;
        double[] millis = new double[perSecond * seconds];
        long begin = System.nanoTime();
        for (int i = 0; i < millis.length; i++) {
            long at = START + i * 1_000L / perSecond;
            Signal s = event(
                    random, at, random.nextInt(20) == 0 ? CODES[7 + random.nextInt(3)] : CODES[random.nextInt(7)]);
            long from = System.nanoTime();
            if (i % perSecond == 0) {
                state = engine.clock(state, at, d -> {});
            }
            state = engine.step(state, s).state();
            millis[i] = (System.nanoTime() - from) / 1e6;
        }
        double spent = (System.nanoTime() - begin) / 1e9;
        long counted = state.counts().signals();
        Arrays.sort(millis);
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
        return new Storm(
                NODES * 8,
                perSecond,
                seconds,
                millis.length,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.99)],
                millis[millis.length - 1],
                heap,
                millis.length - counted,
                state.counts().refused(),
                spent / seconds);
    }

    /** Writes bodies by the specifications, Snappy with literals only: the sender's packing costs the receiver little either way. */
    private static final class RemoteWriteBodies {

        static byte[] one(List<List<String>> series, long millis) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            for (List<String> labels : series) {
                ByteArrayOutputStream one = new ByteArrayOutputStream();
                for (int i = 0; i < labels.size(); i += 2) {
                    ByteArrayOutputStream label = new ByteArrayOutputStream();
                    field(label, 1, labels.get(i).getBytes(StandardCharsets.UTF_8));
                    field(label, 2, labels.get(i + 1).getBytes(StandardCharsets.UTF_8));
                    field(one, 1, label.toByteArray());
                }
                field(one, 2, sample(millis));
                field(request, 1, one.toByteArray());
            }
            return Snappy.literal(request.toByteArray());
        }

        static byte[] two(List<List<String>> series, long millis) {
            Map<String, Integer> symbols = new java.util.LinkedHashMap<>();
            symbols.put("", 0);
            series.forEach(labels -> labels.forEach(l -> symbols.putIfAbsent(l, symbols.size())));
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            symbols.keySet().forEach(s -> field(request, 4, s.getBytes(StandardCharsets.UTF_8)));
            for (List<String> labels : series) {
                ByteArrayOutputStream references = new ByteArrayOutputStream();
                labels.forEach(l -> varint(references, symbols.getOrDefault(l, 0)));
                ByteArrayOutputStream one = new ByteArrayOutputStream();
                field(one, 1, references.toByteArray());
                field(one, 2, sample(millis));
                field(request, 5, one.toByteArray());
            }
            return Snappy.literal(request.toByteArray());
        }

        private static byte[] sample(long millis) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0x09);
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(41.5)
                    .array());
            out.write(0x10);
            varint(out, millis);
            return out.toByteArray();
        }

        private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
            varint(out, ((long) number << 3) | 2);
            varint(out, bytes.length);
            out.writeBytes(bytes);
        }

        private static void varint(ByteArrayOutputStream out, long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                out.write((int) ((left & 0x7f) | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }
    }
}
