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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            }
            info.notes().forEach(n -> out.println("note  " + n));
        });
        return info.notes().stream().anyMatch(n -> n.startsWith("ERROR")) ? ExitCode.FAILED : ExitCode.FINE;
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
