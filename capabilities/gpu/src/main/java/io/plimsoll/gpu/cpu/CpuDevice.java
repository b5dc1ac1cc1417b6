/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.cpu;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceInfo;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.HostMemory;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Transfer;
import io.plimsoll.gpu.Work;
import io.plimsoll.gpu.memory.Pattern;
import io.plimsoll.gpu.pipe.PipeAnswers;
import io.plimsoll.gpu.pipe.PipeKind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumSet;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The device of plain Java: it does all that is asked of a GPU, so that the tests' own logic runs everywhere. Its rates say
 * nothing about any GPU, it has no sensors, and {@link DeviceInfo#silicon} is false.
 */
public final class CpuDevice implements Device {

    private static final int TILE = 32;

    private final int slots;
    private final long memoryBytes;
    private final LongSupplier clock;
    private final LongConsumer pause;

    /**
     * @param slots how many work slots it has, as a GPU has SMs
     * @param memoryBytes how much memory it lets a test take
     * @param clock nanoseconds that only go forward
     * @param pause waits for so many nanoseconds
     */
    public CpuDevice(int slots, long memoryBytes, LongSupplier clock, LongConsumer pause) {
        this.slots = slots;
        this.memoryBytes = memoryBytes;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public DeviceInfo info() {
        return new DeviceInfo(
                0,
                "CPU device (plain Java, not a GPU)",
                "cpu",
                false,
                slots,
                memoryBytes,
                memoryBytes,
                "",
                "java",
                EnumSet.allOf(Arithmetic.class),
                TILE);
    }

    @Override
    public DeviceHealth health() {
        return DeviceHealth.UNKNOWN;
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        return CpuMemory.of(bytes);
    }

    @Override
    public void write(DeviceMemory to, long at, MemorySegment from) {
        MemorySegment.copy(from, 0, CpuMemory.of(to), at, from.byteSize());
    }

    @Override
    public void read(DeviceMemory from, long at, MemorySegment to) {
        MemorySegment.copy(CpuMemory.of(from), at, to, 0, to.byteSize());
    }

    @Override
    public HostMemory allocateHost(long bytes) {
        CpuMemory memory = CpuMemory.of(bytes);
        return new HostMemory() {
            @Override
            public MemorySegment bytes() {
                return memory.bytesHeld();
            }

            @Override
            public void close() {
                memory.close();
            }
        };
    }

    @Override
    public long transfer(List<Transfer> transfers) {
        long begin = clock.getAsLong();
        for (Transfer t : transfers) {
            MemorySegment host = t.host().bytes().asSlice(t.hostAt(), t.bytes());
            MemorySegment mine = CpuMemory.of(t.device()).asSlice(t.deviceAt(), t.bytes());
            if (t.toDevice()) {
                mine.copyFrom(host);
            } else {
                host.copyFrom(mine);
            }
        }
        return Math.max(1, clock.getAsLong() - begin);
    }

    @Override
    public long run(Work work) {
        long begin = clock.getAsLong();
        switch (work) {
            case Work.Gemm gemm -> new CpuGemm(gemm, TILE, slots, clock).run();
            case Work.March march -> march(march);
            case Work.Hammer hammer -> hammer(hammer);
            case Work.Stream stream -> stream(stream);
            case Work.Pulse pulse -> pulse(pulse);
            case Work.Pipe pipe -> pipe(pipe);
        }
        return Math.max(1, clock.getAsLong() - begin);
    }

    private void march(Work.March work) {
        MemorySegment memory = CpuMemory.of(work.memory());
        Report report = fresh(work.report());
        long words = memory.byteSize() / 8;
        Pattern expect = work.expect().orElse(null);
        Pattern write = work.write().orElse(null);
        for (long n = 0; n < words; n++) {
            long i = work.down() ? words - 1 - n : n;
            if (expect != null && expect.compares(i)) {
                long seen = memory.getAtIndex(ValueLayout.JAVA_LONG, i);
                if (seen != expect.word(i)) {
                    report.addOddity(i, seen, expect.word(i), 0);
                }
            }
            if (write != null) {
                memory.setAtIndex(ValueLayout.JAVA_LONG, i, write.word(i));
            }
        }
    }

    private static void hammer(Work.Hammer work) {
        MemorySegment memory = CpuMemory.of(work.memory());
        long sum = 0;
        for (long i = 0; i < work.times(); i++) {
            sum += memory.getAtIndex(ValueLayout.JAVA_LONG, (i & 1) == 0 ? work.a() : work.b());
        }
        if (sum == Long.MIN_VALUE + 1) { // keeps the reads
            memory.setAtIndex(ValueLayout.JAVA_LONG, work.a(), memory.getAtIndex(ValueLayout.JAVA_LONG, work.a()));
        }
    }

    private void stream(Work.Stream work) {
        MemorySegment from = CpuMemory.of(work.from());
        MemorySegment to = CpuMemory.of(work.to());
        Report report = fresh(work.report());
        long words = from.byteSize() / 8;
        IntStream.range(0, slots).parallel().forEach(slot -> {
            long begin = clock.getAsLong();
            long first = words * slot / slots;
            long last = words * (slot + 1) / slots;
            long sum = 0;
            switch (work.way()) {
                case READ -> {
                    for (long i = first; i < last; i++) {
                        sum += from.getAtIndex(ValueLayout.JAVA_LONG, i);
                    }
                }
                case WRITE -> {
                    for (long i = first; i < last; i++) {
                        to.setAtIndex(ValueLayout.JAVA_LONG, i, i + work.seed());
                    }
                }
                case COPY -> MemorySegment.copy(from, first * 8, to, first * 8, (last - first) * 8);
            }
            long end = clock.getAsLong();
            synchronized (report) {
                report.setSlot(slot, slot, 1, sum, begin, end);
            }
        });
    }

    private void pulse(Work.Pulse work) {
        Report report = fresh(work.report());
        long known = PipeAnswers.of(PipeKind.FP32, 64, 0);
        long begin = clock.getAsLong();
        long wrong = 0;
        int pulses = 0;
        for (long at = 0; at < work.totalNanos(); at += work.periodNanos()) {
            long busyUntil = begin + at + (long) (work.periodNanos() * work.duty());
            do {
                wrong += PipeAnswers.of(PipeKind.FP32, 64, 0) == known ? 0 : 1;
            } while (clock.getAsLong() < busyUntil);
            pulses++;
            long left = begin + at + work.periodNanos() - clock.getAsLong();
            if (left > 0) {
                pause.accept(left);
            }
        }
        report.setSlot(0, 0, pulses, wrong, begin, clock.getAsLong());
    }

    private void pipe(Work.Pipe work) {
        Report report = fresh(work.report());
        MemorySegment table = CpuMemory.of(work.table());
        IntStream.range(0, slots).parallel().forEach(slot -> {
            long begin = clock.getAsLong();
            long answer = CpuPipes.of(work.kind(), work.rounds(), work.seed(), table);
            long end = clock.getAsLong();
            synchronized (report) {
                report.setSlot(slot, slot, PipeAnswers.LANES, answer, begin, end);
            }
        });
    }

    private static Report fresh(DeviceMemory memory) {
        MemorySegment bytes = CpuMemory.of(memory);
        bytes.fill((byte) 0);
        return new Report(bytes);
    }

    @Override
    public long nanos() {
        return clock.getAsLong();
    }

    @Override
    public void rest(long nanos) {
        pause.accept(nanos);
    }

    @Override
    public void close() {
        // each piece of memory is given back by whoever took it
    }
}
