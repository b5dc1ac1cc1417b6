/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.inventory;

import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * GPUs as nvidia-smi tells them. A compute GPU that stands on the PCI bus and that no driver tells is still a part, so that
 * a plan asks for it and says that it was not tested.
 */
final class Gpus {

    /** @param driver version of the NVIDIA driver; empty if there is none */
    record Found(List<Part> parts, String driver) {}

    static final List<String> QUERY = List.of(
            "--query-gpu=index,name,serial,uuid,vbios_version,pci.bus_id,memory.total,driver_version",
            "--format=csv,noheader,nounits");

    private static final int FIELDS = 8;

    private Gpus() {}

    static Found read(HostFiles files, Tools tools) throws InterruptedException {
        List<Part> onBus = onBus(files);
        Optional<String> text = tools.ask("nvidia-smi", QUERY);
        List<Part> out = new ArrayList<>();
        String driver = "";
        for (String line : text.orElse("").lines().toList()) {
            String[] f = line.split(",\\s*", -1);
            if (f.length == FIELDS) {
                out.add(new Part(
                        PartKind.GPU,
                        f[0].strip(),
                        "NVIDIA",
                        f[1].strip(),
                        known(f[2]),
                        known(f[4]),
                        new TreeMap<>(Map.of(
                                "uuid",
                                known(f[3]),
                                "pci",
                                known(f[5]).toLowerCase(java.util.Locale.ROOT),
                                "memoryMiB",
                                known(f[6])))));
                driver = known(f[7]);
            }
        }
        if (out.size() < onBus.size()) {
            files.notRead(onBus.size() + " GPUs on the PCI bus and " + out.size()
                    + " told by nvidia-smi (no NVIDIA driver, or it does not see them)");
            return new Found(out.isEmpty() ? onBus : out, driver);
        }
        return new Found(out, driver);
    }

    /** NVIDIA display or 3D controllers, AMD accelerators. A board's own VGA chip is of another maker. */
    private static List<Part> onBus(HostFiles files) {
        List<Part> out = new ArrayList<>();
        for (Path device : files.list("/sys/bus/pci/devices")) {
            String vendor = HostFiles.text(device.resolve("vendor")).orElse("");
            String type = HostFiles.text(device.resolve("class")).orElse("");
            boolean nvidia = vendor.equals("0x10de") && type.startsWith("0x03");
            boolean amd = vendor.equals("0x1002") && (type.startsWith("0x0380") || type.startsWith("0x1200"));
            if (nvidia || amd) {
                String id = HostFiles.text(device.resolve("device")).orElse("");
                out.add(new Part(
                        PartKind.GPU,
                        device.getFileName().toString(),
                        nvidia ? "NVIDIA" : "AMD",
                        "PCI device " + id,
                        "",
                        "",
                        new TreeMap<>(Map.of("pci", device.getFileName().toString()))));
            }
        }
        return out;
    }

    private static String known(String text) {
        return HostFiles.isPlaceholder(text) ? "" : text.strip();
    }
}
