/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceLinks;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.HostMemory;
import io.plimsoll.gpu.Mix;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Transfer;
import io.plimsoll.gpu.Work;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Bytes a second within the device's memory, to and from the host and its peers, and whether what arrives is what was sent. */
final class BandwidthTest {

    private static final long SILICON_BYTES = 4L << 30;
    private static final long CPU_BYTES = 8L << 20;
    private static final long HOST_BYTES_MAX = 256L << 20;

    private final Device device;
    private final OutcomeBuilder out;
    private final long seed;
    private long wrong;

    private BandwidthTest(Device device, OutcomeBuilder out, long seed) {
        this.device = device;
        this.out = out;
        this.seed = seed;
    }

    static TestOutcome run(Device device, long nanos, long seed) {
        OutcomeBuilder out = new OutcomeBuilder("bandwidth", device);
        BandwidthTest test = new BandwidthTest(device, out, seed);
        long bytes = device.info().silicon() ? SILICON_BYTES : CPU_BYTES;
        bytes = Math.min(bytes, device.info().memoryFree() / 3) / 4096 * 4096;
        try (DeviceMemory from = device.allocate(bytes);
                DeviceMemory to = device.allocate(bytes);
                DeviceMemory report = device.allocate(Report.SUMS_AT)) {
            long each = nanos / (7 + 2L * device.peers().size());
            test.best("gpu_memory_write", bytes, each, () -> test.stream(Work.Way.WRITE, to, from, report));
            test.best("gpu_memory_read", bytes, each, () -> test.stream(Work.Way.READ, from, to, report));
            test.best("gpu_memory_copy", 2 * bytes, each, () -> test.stream(Work.Way.COPY, from, to, report));
            test.checkCopy(to, report);
            test.peers(from, to, report, each);
            test.host(from, Math.min(bytes / 2 / 4096 * 4096, HOST_BYTES_MAX), each);
        }
        out.count("gpu_bandwidth_errors", test.wrong);
        out.note("the best of all rounds; a copy counts bytes read and bytes written");
        return out.end();
    }

    private interface Timed {
        long nanos();
    }

    private void best(String metric, long bytes, long nanos, Timed work) {
        best(metric, bytes, nanos, work, device.info().scope());
    }

    private void best(String metric, long bytes, long nanos, Timed work, String scope) {
        work.nanos();
        long best = Long.MAX_VALUE;
        long end = device.nanos() + nanos;
        do {
            best = Math.min(best, Math.max(1, work.nanos()));
        } while (device.nanos() < end);
        out.measure(metric, (double) bytes / best, "GB/s", scope);
    }

    private long stream(Work.Way way, DeviceMemory from, DeviceMemory to, DeviceMemory report) {
        long nanos = device.run(new Work.Stream(way, from, to, seed, report));
        if (way == Work.Way.READ) {
            checkSum("read", from, report);
        }
        return nanos;
    }

    private void checkCopy(DeviceMemory copy, DeviceMemory report) {
        device.run(new Work.Stream(Work.Way.READ, copy, copy, seed, report));
        checkSum("copy", copy, report);
    }

    /** The words are place + seed, so their sum is known: n (n - 1) / 2 + n seed, mod 2^64. */
    private void checkSum(String what, DeviceMemory memory, DeviceMemory report) {
        long n = memory.bytes() / 8;
        long known = (n % 2 == 0 ? n / 2 * (n - 1) : (n - 1) / 2 * n) + n * seed;
        long seen = told(report);
        if (seen != known) {
            wrong++;
            out.error(what + " in device memory: the words add up to " + seen + " and must to " + known);
        }
    }

    private long told(DeviceMemory report) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment host = arena.allocate(Report.SUMS_AT, 64);
            device.read(report, 0, host);
            return new Report(host)
                    .slots(device.info().slots()).stream()
                            .mapToLong(Report.Slot::answer)
                            .sum();
        }
    }

    /** To each peer and back; what came back must be what went. */
    private void peers(DeviceMemory from, DeviceMemory to, DeviceMemory report, long nanos) {
        for (int peer : device.peers()) {
            String scope = device.info().scope() + "-" + peer;
            try (DeviceMemory there = device.allocateOn(peer, from.bytes())) {
                best("peer_write", from.bytes(), nanos, () -> device.copy(from, there), scope);
                // nothing of the last copy is left
                device.run(new Work.Stream(Work.Way.WRITE, to, to, seed + 1, report));
                best("peer_read", from.bytes(), nanos, () -> device.copy(there, to), scope);
                device.run(new Work.Stream(Work.Way.READ, to, to, seed, report));
                checkSum("copy to device " + peer + " and back", to, report);
            }
        }
    }

    private void host(DeviceMemory memory, long bytes, long nanos) {
        try (HostMemory sent = device.allocateHost(bytes);
                HostMemory back = device.allocateHost(bytes)) {
            for (long i = 0; i < bytes / 8; i++) {
                sent.bytes().setAtIndex(ValueLayout.JAVA_LONG, i, Mix.of(seed, i));
            }
            best(
                    "host_to_device",
                    bytes,
                    nanos,
                    () -> device.transfer(List.of(new Transfer(sent, 0, memory, 0, bytes, true))));
            best(
                    "device_to_host",
                    bytes,
                    nanos,
                    () -> device.transfer(List.of(new Transfer(back, 0, memory, 0, bytes, false))));
            compare("one way", sent, back, bytes);
            atOnce("host_both_ways", 2, memory, sent, back, nanos);
            int engines = device.copyEngines();
            out.count("copy_engines", engines);
            if (engines > 2) {
                atOnce("host_all_engines", engines, memory, sent, back, nanos);
            }
            link();
        }
    }

    /**
     * Copies in several queues at once, every other one back from the first half of the memory, which holds what was sent; the
     * others go to the second half.
     */
    private void atOnce(String metric, int queues, DeviceMemory memory, HostMemory sent, HostMemory back, long nanos) {
        long piece = sent.bytes().byteSize() / queues / 4096 * 4096;
        long half = memory.bytes() / 2;
        List<Transfer> all = new ArrayList<>();
        List<Transfer> check = new ArrayList<>();
        for (int i = 0; i < queues; i++) {
            boolean there = i % 2 == 0;
            all.add(new Transfer(
                    there ? sent : back, i * piece, memory, there ? half + i * piece : i * piece, piece, there));
            if (there) {
                check.add(new Transfer(back, i * piece, memory, half + i * piece, piece, false));
            }
        }
        back.bytes().fill((byte) 0);
        best(metric, queues * piece, nanos, () -> device.transfer(all));
        device.transfer(check);
        compare(queues + " queues at once", sent, back, queues * piece);
    }

    private void compare(String what, HostMemory sent, HostMemory back, long bytes) {
        long at = sent.bytes().asSlice(0, bytes).mismatch(back.bytes().asSlice(0, bytes));
        if (at >= 0) {
            wrong++;
            out.error(what + ": byte " + at + " came back from the device other than it was sent");
        }
    }

    /** The PCIe link right after load, when it does not rest yet. */
    private void link() {
        DeviceLinks links = device.health().links();
        links.pcieGeneration().ifPresent(g -> out.count("pcie_generation", g));
        links.pcieWidth().ifPresent(w -> out.count("pcie_lanes", w));
        if (links.pcieWidth().isPresent()
                && links.pcieWidthMax().isPresent()
                && links.pcieWidth().getAsLong() < links.pcieWidthMax().getAsLong()) {
            out.note("PCIe runs on " + links.pcieWidth().getAsLong() + " of "
                    + links.pcieWidthMax().getAsLong() + " lanes");
        }
    }
}
