/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceException;
import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceInfo;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.GemmKernel;
import io.plimsoll.gpu.HostMemory;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Transfer;
import io.plimsoll.gpu.Work;
import io.plimsoll.gpu.memory.Pattern;
import io.plimsoll.gpu.pipe.PipeKind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One GPU, driven from one thread: a CUDA context belongs to the thread that entered it. */
public final class CudaDevice implements Device {

    private static final int TILE = 128;
    private static final int LANES = 256;
    private static final int MEMORY_THREADS = 1024;
    private static final int CAPABILITY_MIN = 80;
    private static final int CAPABILITY_FP8 = 89;
    private static final int PULSE_LANE = 3;

    private final CudaDriver driver;
    private final Optional<Nvml> nvml;
    private final Optional<XidEvents> events;
    private final DeviceInfo info;
    private final Arena arena;
    private final AtomicLong works = new AtomicLong();
    private final Map<String, MemorySegment> modules = new HashMap<>();
    private final Map<String, MemorySegment> functions = new HashMap<>();

    private final GemmKernels kernels;
    private final CudaCopies copies;
    private Optional<Runnable> meanwhile = Optional.empty();

    private CudaDevice(
            CudaDriver driver, CudaCopies copies, Optional<Nvml> nvml, DeviceInfo info, int capability, Arena arena) {
        this.copies = copies;
        this.driver = driver;
        this.nvml = nvml;
        this.events = nvml.flatMap(Nvml::events);
        this.info = info;
        this.arena = arena;
        this.kernels = new GemmKernels(this, capability);
    }

    /** How many GPUs the driver sees; empty where there is no driver. */
    public static Optional<Integer> count(DriverLibraries libraries) {
        try (Arena arena = Arena.ofConfined()) {
            return CudaDriver.open(libraries.cuda(), arena).map(CudaDriver::count);
        } catch (DeviceException e) {
            if (String.valueOf(e.getMessage()).startsWith("cuInit failed with " + CudaDriver.NO_DEVICE)) {
                return Optional.of(0);
            }
            throw e;
        }
    }

    /** Opens a GPU on this thread. */
    @SuppressWarnings("MustBeClosed") // closed by close()
    public static CudaDevice open(DriverLibraries libraries, int index) {
        Arena arena = Arena.ofConfined();
        CudaDriver driver = CudaDriver.open(libraries.cuda(), arena)
                .orElseThrow(
                        () -> new DeviceException(libraries.cuda() + " is not here: no NVIDIA driver is installed"));
        int device = driver.device(index);
        int capability = driver.attribute(CudaDriver.ATTRIBUTE_CAPABILITY_MAJOR, device) * 10
                + driver.attribute(CudaDriver.ATTRIBUTE_CAPABILITY_MINOR, device);
        if (capability < CAPABILITY_MIN) {
            throw new DeviceException("compute capability " + capability / 10 + "." + capability % 10
                    + " is older than our kernels, which need 8.0");
        }
        MemorySegment context = driver.enter(device);
        String uuid = driver.uuid(device);
        Optional<Nvml> nvml = Nvml.open(libraries.nvml(), uuid, arena);
        List<Long> memory = driver.memory();
        Set<Arithmetic> arithmetics = EnumSet.allOf(Arithmetic.class);
        if (GemmVariant.of(capability, Arithmetic.FP4).isEmpty()) {
            arithmetics.remove(Arithmetic.FP4);
        }
        if (capability < CAPABILITY_FP8) {
            arithmetics.removeAll(Set.of(Arithmetic.FP8_E4M3, Arithmetic.FP8_E5M2));
        }
        int slots = Math.min(Report.SLOTS_MAX, driver.attribute(CudaDriver.ATTRIBUTE_MULTIPROCESSORS, device));
        int version = driver.version();
        String told = nvml.map(Nvml::driver).orElse("") + " (CUDA " + version / 1000 + "." + version % 1000 / 10 + ")";
        String serial = nvml.map(Nvml::serial).orElse("");
        DeviceInfo info = new DeviceInfo(
                index,
                driver.name(device),
                serial.isEmpty() ? uuid : uuid + " serial " + serial,
                true,
                slots,
                memory.get(1),
                memory.get(0),
                told.strip(),
                "sm_" + capability,
                arithmetics,
                TILE);
        return new CudaDevice(driver, new CudaCopies(driver, device, context, arena), nvml, info, capability, arena);
    }

    @Override
    public DeviceInfo info() {
        return info;
    }

    @Override
    public DeviceHealth health() {
        return nvml.map(Nvml::health).orElse(DeviceHealth.UNKNOWN);
    }

    @Override
    public List<Integer> driverErrors() {
        return events.map(XidEvents::since).orElse(List.of());
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        return new CudaMemory(driver, driver.allocate(bytes), bytes);
    }

    @Override
    public void write(DeviceMemory to, long at, MemorySegment from) {
        driver.toDevice(CudaMemory.at(to) + at, from);
    }

    @Override
    public void read(DeviceMemory from, long at, MemorySegment to) {
        driver.toHost(to, CudaMemory.at(from) + at);
    }

    @Override
    public HostMemory allocateHost(long bytes) {
        return copies.pinned(bytes);
    }

    @Override
    public long transfer(List<Transfer> transfers) {
        long nanos = copies.transfer(transfers);
        works.incrementAndGet();
        return nanos;
    }

    @Override
    public int copyEngines() {
        return copies.engines();
    }

    @Override
    public long cacheBytes() {
        return copies.cacheBytes();
    }

    @Override
    public List<Integer> peers() {
        return copies.peers();
    }

    @Override
    public DeviceMemory allocateOn(int peer, long bytes) {
        return copies.allocateOn(peer, bytes);
    }

    @Override
    public long copy(DeviceMemory from, DeviceMemory to) {
        long nanos = copies.copy(from, to);
        works.incrementAndGet();
        return nanos;
    }

    @Override
    public long run(Work work) {
        long nanos = perform(work);
        works.incrementAndGet();
        return nanos;
    }

    @Override
    public long run(Work work, Runnable meanwhile) {
        this.meanwhile = Optional.of(meanwhile);
        try {
            return run(work);
        } finally {
            this.meanwhile = Optional.empty();
        }
    }

    /** How many works the GPU has done so far; may be asked from another thread. */
    long works() {
        return works.get();
    }

    private long perform(Work work) {
        return switch (work) {
            case Work.Gemm g -> gemm(g);
            case Work.March m -> march(m);
            case Work.Hammer h -> {
                // the kernel leaves its sum in the report's place: here the first word of a piece of its own
                try (DeviceMemory report = fresh(allocate(Report.SUMS_AT))) {
                    yield launch("memory", "hammer", 1, 1, 0, at(h.memory()), h.a(), h.b(), h.times(), at(report));
                }
            }
            case Work.Stream s ->
                launch(
                        "memory",
                        "stream",
                        info.slots(),
                        MEMORY_THREADS,
                        0,
                        way(s.way()),
                        at(s.from()),
                        at(s.to()),
                        s.from().bytes() / 8,
                        s.seed(),
                        at(fresh(s.report())));
            case Work.Pulse p ->
                launch(
                        "pipes",
                        "pulse",
                        info.slots(),
                        LANES,
                        0,
                        p.periodNanos(),
                        (long) (p.periodNanos() * p.duty()),
                        p.totalNanos(),
                        PULSE_LANE,
                        pulseAnswer(),
                        at(fresh(p.report())));
            case Work.Pipe p
            when p.kind() == PipeKind.TEXTURE -> {
                long texture = driver.texture(at(p.table()), p.table().bytes());
                try {
                    yield pipe(p, texture);
                } finally {
                    driver.destroyTexture(texture);
                }
            }
            case Work.Pipe p -> pipe(p, at(p.table()));
        };
    }

    private long pipe(Work.Pipe p, long table) {
        return launch(
                "pipes",
                "pipe_" + word(p.kind()),
                info.slots(),
                LANES,
                0,
                p.rounds(),
                p.seed(),
                table,
                at(fresh(p.report())));
    }

    @Override
    public GemmKernel kernel(Arithmetic arithmetic) {
        return kernels.told(arithmetic);
    }

    private long gemm(Work.Gemm g) {
        GemmVariant variant = kernels.variant(g.arithmetic());
        Optional<Work.Injection> strike = g.injection().filter(i -> i.target() != Work.Target.CHECKSUM);
        long pitch = g.arithmetic().bytes(g.k());
        long nanos;
        try (Arena maps = Arena.ofConfined()) {
            nanos = launch(
                    variant.module(),
                    variant.function(g.arithmetic()),
                    info.slots(),
                    variant.threads(),
                    variant.sharedBytes(),
                    variant.maps() ? driver.boxes(at(g.a()), pitch, g.m(), variant.rows(), maps) : at(g.a()),
                    variant.maps() ? driver.boxes(at(g.b()), pitch, g.n(), variant.columns(), maps) : at(g.b()),
                    at(g.c()),
                    g.m(),
                    g.n(),
                    variant.maps() ? (int) pitch : g.k(),
                    g.shift(),
                    strike.map(i -> i.target() == Work.Target.ELEMENT ? 0 : 1).orElse(-1),
                    strike.map(Work.Injection::row).orElse(0),
                    strike.map(Work.Injection::column).orElse(0),
                    strike.map(Work.Injection::mask).orElse(0L),
                    at(fresh(g.report())));
        }
        g.injection()
                .filter(i -> i.target() == Work.Target.CHECKSUM)
                .ifPresent(i -> launch("gemm", "strike_checksum", 1, 1, 0, i.row(), i.mask(), at(g.report())));
        return nanos;
    }

    private long march(Work.March m) {
        List<Object> arguments =
                new ArrayList<>(List.of(at(m.memory()), m.memory().bytes() / 8));
        for (Optional<Pattern> pattern : List.of(m.expect(), m.write())) {
            arguments.add(pattern.map(p -> kind(p.kind())).orElse(-1));
            arguments.add(pattern.map(Pattern::a).orElse(0L));
            arguments.add(pattern.map(Pattern::b).orElse(0L));
        }
        arguments.add(m.down() ? 1 : 0);
        arguments.add(at(fresh(m.report())));
        return launch("memory", "march", info.slots(), MEMORY_THREADS, 0, arguments.toArray());
    }

    private static int kind(Pattern.Kind kind) {
        return switch (kind) {
            case CONSTANT -> 0;
            case ADDRESS -> 1;
            case RANDOM -> 2;
            case MODULO_20 -> 3;
        };
    }

    private static int way(Work.Way way) {
        return switch (way) {
            case READ -> 0;
            case WRITE -> 1;
            case COPY -> 2;
        };
    }

    private static String word(PipeKind kind) {
        return kind == PipeKind.SPECIAL_FUNCTION ? "special" : kind.word();
    }

    /** What 64 steps of the FP32 chain give on the lane that load steps use, in integers. */
    static long pulseAnswer() {
        long sum = 0;
        long x = 0;
        for (int i = 0; i < 64; i++) {
            x = (i & 7) == 0 ? i % 5 : x * 3 + PULSE_LANE;
            sum += x;
        }
        return sum;
    }

    private static long at(DeviceMemory memory) {
        return CudaMemory.at(memory);
    }

    private DeviceMemory fresh(DeviceMemory report) {
        driver.clear(CudaMemory.at(report), report.bytes());
        return report;
    }

    private long launch(String module, String name, int blocks, int threads, int shared, Object... arguments) {
        MemorySegment function = functions.computeIfAbsent(
                name, n -> driver.function(modules.computeIfAbsent(module, m -> driver.module(m, ptx(m))), n, shared));
        return driver.launch(name, function, blocks, threads, shared, meanwhile, List.of(arguments));
    }

    /** The committed PTX. */
    static byte[] ptx(String module) {
        try (InputStream in = CudaDevice.class.getResourceAsStream(module + ".ptx")) {
            if (in == null) {
                throw new IllegalStateException("the kernels '" + module + "' are not in this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void rest(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
