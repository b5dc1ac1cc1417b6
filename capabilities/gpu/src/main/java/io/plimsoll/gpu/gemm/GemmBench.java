/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.gemm;

import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Work;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/** One product laid out on a device: both factors uploaded, the answer known, ready to be computed again and again. */
public final class GemmBench implements AutoCloseable {

    private final Device device;
    private final Inputs in;
    private final Sums known;
    private final DeviceMemory a;
    private final DeviceMemory b;
    private final DeviceMemory c;
    private final DeviceMemory report;

    @SuppressWarnings("MustBeClosed") // closed by close()
    private final Arena arena = Arena.ofConfined();

    private final MemorySegment host;
    private final boolean moves;
    private int round;

    /** What one computation gave: how long it took, what is wrong, and each slot's account. */
    public record Round(long nanos, Located located, List<Report.Slot> slots) {}

    public GemmBench(Device device, Inputs in) {
        this(device, in, true);
    }

    /**
     * Lays it out.
     *
     * @param moves whether the tiles move on by one slot each round, so that a bad slot strikes other results each time
     */
    public GemmBench(Device device, Inputs in, boolean moves) {
        this.moves = moves;
        this.device = device;
        this.in = in;
        known = Sums.known(in);
        a = device.allocate(in.arithmetic().bytes((long) in.m() * in.k()));
        b = device.allocate(in.arithmetic().bytes((long) in.n() * in.k()));
        c = device.allocate((long) in.m() * in.n() * in.arithmetic().resultBytes());
        report = device.allocate(Report.bytes(in.m(), in.n()));
        host = arena.allocate(Report.bytes(in.m(), in.n()), 64);
        in.upload(device, a, b);
    }

    public Inputs inputs() {
        return in;
    }

    public Round round() {
        return round(Optional.empty());
    }

    /** Computes once, with a fault on purpose where one is given; the tiles move on by one slot where they are to. */
    public Round round(Optional<Work.Injection> injection) {
        int shift = moves ? round++ % device.info().slots() : 0;
        long nanos =
                device.run(new Work.Gemm(in.arithmetic(), in.m(), in.n(), in.k(), a, b, c, report, shift, injection));
        device.read(report, 0, host);
        Report told = new Report(host);
        List<Report.Slot> slots = told.slots(device.info().slots());
        List<Long> odd = told.listed().stream().map(Report.Oddity::place).toList();
        Sums difference = Sums.of(told, in.m(), in.n()).minus(known);
        Located located =
                new Locator(in, device.kernel(in.arithmetic()), shift, slots, this::stored).locate(difference, odd);
        if (told.oddities() > odd.size()) {
            located = new Located(
                    located.elements(),
                    located.wrongChecksums(),
                    located.unresolved() + (int) Math.min(Integer.MAX_VALUE / 2, told.oddities() - odd.size()));
        }
        return new Round(nanos, located, slots);
    }

    /** The raw bits of one result as the device holds them. */
    private long stored(long place) {
        int width = in.arithmetic().resultBytes();
        try (Arena one = Arena.ofConfined()) {
            MemorySegment cell = one.allocate(8, 8);
            long index = (place >>> 32) * in.n() + (place & 0xffffffffL);
            device.read(c, index * width, cell.asSlice(0, width));
            return cell.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /** All results as the device holds them, for a test that compares them with earlier ones. */
    public byte[] results() {
        try (Arena all = Arena.ofConfined()) {
            MemorySegment copy = all.allocate(c.bytes(), 64);
            device.read(c, 0, copy);
            return copy.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    @Override
    public void close() {
        List.of(a, b, c, report).forEach(DeviceMemory::close);
        arena.close();
    }
}
