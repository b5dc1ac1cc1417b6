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
import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceInfo;
import io.plimsoll.gpu.DeviceLinks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plimsoll gpu info}: the GPUs of this host and what their driver tells of them. */
@Command(
        name = "info",
        description = "Lists the GPUs of this host with what their driver tells; without a GPU, the CPU device.",
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

    private static final Duration OPEN_LIMIT = Duration.ofSeconds(60);

    @Mixin
    private Output output = new Output();

    /** One device. */
    record Shown(DeviceInfo device, DeviceHealth health) {}

    record Listing(boolean silicon, List<Shown> devices, List<String> notes) {}

    @Override
    public Integer call() throws Exception {
        Listing info = listing();
        output.print(info, out -> {
            for (Shown s : info.devices()) {
                out.printf(
                        "%d  %s, %d slots%n",
                        s.device().index(), s.device().name(), s.device().slots());
                told(s.health()).forEach(line -> out.println("   " + line));
            }
            info.notes().forEach(n -> out.println("note  " + n));
        });
        return info.notes().stream().anyMatch(n -> n.startsWith("ERROR")) ? ExitCode.FAILED : ExitCode.FINE;
    }

    /** What the driver tells, each line whole; nothing of what it does not tell. */
    static List<String> told(DeviceHealth h) {
        List<String> lines = new ArrayList<>();
        DeviceLinks l = h.links();
        if (h.watts().isPresent() && h.celsius().isPresent()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%.0f W, %.0f degC",
                    h.watts().getAsDouble(),
                    h.celsius().getAsDouble()));
        }
        if (l.pcieGeneration().isPresent() && l.pcieWidth().isPresent()) {
            lines.add("PCIe generation " + of(l.pcieGeneration(), l.pcieGenerationMax()) + ", lanes "
                    + of(l.pcieWidth(), l.pcieWidthMax())
                    + (l.pcieReplays().isPresent()
                            ? ", replays " + l.pcieReplays().getAsLong()
                            : ""));
        }
        if (l.nvlinksActive().isPresent()) {
            lines.add("NVLinks up " + l.nvlinksActive().getAsLong() + ", down "
                    + l.nvlinksInactive().orElse(0)
                    + (l.nvlinkErrors().isPresent()
                            ? ", errors " + l.nvlinkErrors().getAsLong()
                            : ""));
        }
        if (h.eccUncorrected().isPresent()) {
            lines.add("ECC errors: corrected "
                    + (h.eccCorrected().isPresent() ? h.eccCorrected().getAsLong() : "not told") + ", uncorrected "
                    + h.eccUncorrected().getAsLong());
        }
        if (h.remappedRows().isPresent()) {
            lines.add("rows remapped " + h.remappedRows().getAsLong() + ", waiting for a reset "
                    + h.remapPending().orElse(0));
        }
        if (!h.throttleReasons().isEmpty()) {
            lines.add("held down by " + String.join(", ", h.throttleReasons()));
        }
        if (!h.recovery().isEmpty()) {
            lines.add("the driver asks: " + h.recovery());
        }
        return lines;
    }

    private static String of(OptionalLong now, OptionalLong most) {
        return now.getAsLong() + (most.isPresent() ? " of " + most.getAsLong() : "");
    }

    private static Listing listing() throws Exception {
        Optional<Integer> count = CudaDevice.count(DriverLibraries.INSTALLED);
        List<Shown> shown = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < count.orElse(0); i++) {
            GpuProcess.Result opened =
                    GpuProcess.run(DriverLibraries.INSTALLED, i, List.of(), Duration.ZERO, 0, OPEN_LIMIT);
            opened.device().ifPresent(d -> shown.add(new Shown(d, opened.health())));
            opened.outcomes().forEach(o -> notes.add("ERROR " + String.join("; ", o.errors())));
        }
        if (count.orElse(0) > 0) {
            return new Listing(true, shown, notes);
        }
        notes.add(count.isEmpty() ? "no NVIDIA driver was found: libcuda.so.1 is not here" : "the driver sees no GPU");
        try (Device device = CpuDevices.open()) {
            return new Listing(false, List.of(new Shown(device.info(), device.health())), notes);
        }
    }
}
