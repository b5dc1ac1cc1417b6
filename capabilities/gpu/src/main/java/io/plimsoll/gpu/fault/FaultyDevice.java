/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.fault;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceInfo;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.GemmKernel;
import io.plimsoll.gpu.HostMemory;
import io.plimsoll.gpu.Transfer;
import io.plimsoll.gpu.Work;
import io.plimsoll.gpu.memory.Pattern;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Any device with one fault laid over it, for proving what a test sees. */
public final class FaultyDevice implements Device {

    private final Device device;
    private final Fault fault;
    private int products;
    private int writes;
    private boolean disturbed;
    private @Nullable DeviceMemory marched;

    public FaultyDevice(Device device, Fault fault) {
        this.device = device;
        this.fault = fault;
    }

    @Override
    public long run(Work work) {
        return switch (work) {
            case Work.Gemm gemm -> device.run(struck(gemm, products++));
            case Work.March march -> {
                marched = march.memory();
                long nanos = device.run(march);
                march.write().ifPresent(p -> written(march.memory(), p));
                yield nanos;
            }
            case Work.Hammer hammer -> {
                if (fault instanceof Fault.Disturbed d && hammer.times() >= d.times() && !disturbed) {
                    disturbed = true; // until it is written anew
                    change(hammer.memory(), d.word(), w -> w ^ 1L << d.bit());
                }
                yield device.run(hammer);
            }
            case Work.Stream stream -> device.run(stream);
            case Work.Pulse pulse -> device.run(pulse);
            case Work.Pipe pipe -> device.run(pipe);
        };
    }

    private Work.Gemm struck(Work.Gemm g, int nth) {
        Optional<Work.Injection> injection = switch (fault) {
            case Fault.Transient t ->
                t.nth() != nth
                        ? g.injection()
                        : Optional.of(new Work.Injection(Work.Target.ELEMENT, t.row(), t.column(), t.mask()));
            case Fault.Repeatable r ->
                Optional.of(new Work.Injection(Work.Target.ELEMENT, r.row(), r.column(), r.mask()));
            case Fault.BadSlot s -> Optional.of(new Work.Injection(Work.Target.SLOT, s.slot(), 0, s.mask()));
            case Fault.BadChecksum c -> Optional.of(new Work.Injection(Work.Target.CHECKSUM, c.row(), 0, c.mask()));
            default -> g.injection();
        };
        return new Work.Gemm(
                g.arithmetic(), g.m(), g.n(), g.k(), g.a(), g.b(), g.c(), g.report(), g.shift(), injection);
    }

    private void written(DeviceMemory memory, Pattern pattern) {
        disturbed = false;
        if (fault instanceof Fault.StuckBit s) {
            change(memory, s.word(), w -> s.one() ? w | 1L << s.bit() : w & ~(1L << s.bit()));
        }
        if (fault instanceof Fault.Alias a) {
            change(memory, a.lands(), w -> pattern.word(a.written()));
        }
    }

    private interface Change {
        long of(long word);
    }

    private void change(DeviceMemory memory, long word, Change change) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cell = arena.allocate(8, 8);
            device.read(memory, word * 8, cell);
            cell.set(ValueLayout.JAVA_LONG, 0, change.of(cell.get(ValueLayout.JAVA_LONG, 0)));
            device.write(memory, word * 8, cell);
        }
    }

    @Override
    public void write(DeviceMemory to, long at, MemorySegment from) {
        device.write(to, at, from);
        if (fault instanceof Fault.BadInput b && b.nth() == writes++) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment cell = arena.allocate(1, 1);
                device.read(to, b.at(), cell);
                cell.set(ValueLayout.JAVA_BYTE, 0, (byte) (cell.get(ValueLayout.JAVA_BYTE, 0) ^ b.mask()));
                device.write(to, b.at(), cell);
            }
        }
    }

    @Override
    public void rest(long nanos) {
        DeviceMemory memory = marched;
        if (fault instanceof Fault.Fading f && memory != null) {
            change(memory, f.word(), w -> w & ~(1L << f.bit()));
        }
        device.rest(nanos);
    }

    @Override
    public void read(DeviceMemory from, long at, MemorySegment to) {
        device.read(from, at, to);
    }

    @Override
    public DeviceInfo info() {
        return device.info();
    }

    @Override
    public List<Integer> driverErrors() {
        return device.driverErrors();
    }

    @Override
    public GemmKernel kernel(Arithmetic arithmetic) {
        return device.kernel(arithmetic);
    }

    @Override
    public DeviceHealth health() {
        return device.health();
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        return device.allocate(bytes);
    }

    @Override
    public HostMemory allocateHost(long bytes) {
        return device.allocateHost(bytes);
    }

    @Override
    public long transfer(List<Transfer> transfers) {
        return device.transfer(transfers);
    }

    @Override
    public int copyEngines() {
        return device.copyEngines();
    }

    @Override
    public long cacheBytes() {
        return device.cacheBytes();
    }

    @Override
    public List<Integer> peers() {
        return device.peers();
    }

    @Override
    public DeviceMemory allocateOn(int peer, long bytes) {
        return device.allocateOn(peer, bytes);
    }

    @Override
    public long copy(DeviceMemory from, DeviceMemory to) {
        return device.copy(from, to);
    }

    @Override
    public long nanos() {
        return device.nanos();
    }

    @Override
    public void close() {
        device.close();
    }
}
