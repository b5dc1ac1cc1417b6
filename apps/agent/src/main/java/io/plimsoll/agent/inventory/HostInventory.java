/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.inventory;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.model.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads this host: DMI, processors, DIMMs, disks, NICs, InfiniBand adapters, GPUs. Linux only; elsewhere little is found. */
public final class HostInventory {

    private final HostFiles files;
    private final Tools tools;

    private HostInventory(Path root, Tools tools) {
        this.files = new HostFiles(root);
        this.tools = tools;
    }

    /** Reads the host that this runs on. */
    public static Inventory read() throws InterruptedException {
        return read(Path.of("/"), Tools.REAL);
    }

    /** Reads a host from the files under a root, with the given tools; for tests. */
    static Inventory read(Path root, Tools tools) throws InterruptedException {
        return new HostInventory(root, tools).inventory();
    }

    private Inventory inventory() throws InterruptedException {
        List<Part> parts = new ArrayList<>();
        board(parts);
        cpus(parts);
        parts.addAll(Dimms.read(files, tools));
        parts.addAll(Devices.disks(files));
        parts.addAll(Devices.nics(files, tools));
        parts.addAll(Devices.adapters(files));
        Gpus.Found gpus = Gpus.read(files, tools);
        parts.addAll(gpus.parts());
        String[] identity = identity(parts);
        Fingerprint fingerprint = new Fingerprint(
                identity[0],
                files.text("/sys/class/dmi/id/sys_vendor").orElse(""),
                files.text("/sys/class/dmi/id/product_name").orElse(""),
                parts,
                List.of(),
                files.notRead());
        List<Integer> present = cpuList("/sys/devices/system/cpu/present");
        List<Integer> online = cpuList("/sys/devices/system/cpu/online");
        List<Integer> offline =
                present.stream().filter(c -> !online.contains(c)).toList();
        return new Inventory(fingerprint, identity[1], software(gpus.driver()), present, allowed(online), offline);
    }

    /** The node's name for itself, and where it comes from; the best source first. */
    private String[] identity(List<Part> parts) {
        Map<String, String> sources = new TreeMap<>();
        sources.put(
                "1 DMI product serial",
                files.text("/sys/class/dmi/id/product_serial").orElse(""));
        sources.put(
                "2 DMI board serial",
                files.text("/sys/class/dmi/id/board_serial").orElse(""));
        sources.put(
                "3 DMI product UUID",
                files.text("/sys/class/dmi/id/product_uuid").orElse(""));
        sources.put(
                "4 /etc/machine-id",
                files.text("/etc/machine-id").map(HostInventory::hidden).orElse(""));
        sources.put(
                "5 first NIC's MAC",
                parts.stream()
                        .filter(p -> p.kind() == PartKind.NIC)
                        .map(Part::serial)
                        .filter(s -> !s.isEmpty())
                        .findFirst()
                        .orElse(""));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            String name = source.getKey().substring(2);
            if (!source.getValue().isEmpty()) {
                return new String[] {source.getValue(), name};
            }
            files.notRead(name + " (missing, or only root may read it)");
        }
        return new String[] {"", "none"};
    }

    /** machine-id(5) asks not to hand the id out: a hash for this one use stands for it. */
    private static String hidden(String machineId) {
        return "host-" + Sha256.of("plimsoll node serial " + machineId).hex().substring(0, 24);
    }

    private void board(List<Part> parts) {
        String dmi = "/sys/class/dmi/id/";
        if (!files.exists("/sys/class/dmi/id")) {
            files.notRead("DMI (" + dmi + " is missing: a virtual node or a container)");
            return;
        }
        parts.add(new Part(
                PartKind.BOARD,
                "board",
                files.text(dmi + "board_vendor").orElse(""),
                files.text(dmi + "board_name").orElse(""),
                files.text(dmi + "board_serial").orElse(""),
                files.text(dmi + "board_version").orElse(""),
                new TreeMap<>()));
        parts.add(new Part(
                PartKind.BIOS,
                "bios",
                files.text(dmi + "bios_vendor").orElse(""),
                "",
                "",
                files.text(dmi + "bios_version").orElse(""),
                new TreeMap<>(Map.of("date", files.text(dmi + "bios_date").orElse("")))));
    }

    /** One part for each socket, from /proc/cpuinfo. */
    private void cpus(List<Part> parts) {
        Optional<String> text = files.text("/proc/cpuinfo");
        if (text.isEmpty()) {
            files.notRead("/proc/cpuinfo");
            return;
        }
        Map<String, SortedMap<String, String>> sockets = new TreeMap<>();
        for (String block : text.get().split("\n\\s*\n")) {
            Map<String, String> fields = new TreeMap<>();
            block.lines().forEach(line -> {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    fields.put(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                }
            });
            if (fields.containsKey("processor")) {
                SortedMap<String, String> socket =
                        sockets.computeIfAbsent(fields.getOrDefault("physical id", "0"), id -> new TreeMap<>(fields));
                socket.merge("threads", "1", (a, b) -> Integer.toString(Integer.parseInt(a) + 1));
            }
        }
        sockets.forEach((id, f) -> parts.add(new Part(
                PartKind.CPU,
                "socket " + id,
                f.getOrDefault("vendor_id", f.getOrDefault("CPU implementer", "")),
                f.getOrDefault("model name", f.getOrDefault("CPU part", "")),
                "",
                f.getOrDefault("microcode", ""),
                new TreeMap<>(
                        Map.of("cores", f.getOrDefault("cpu cores", ""), "threads", f.getOrDefault("threads", ""))))));
    }

    private List<Integer> cpuList(String path) {
        return files.raw(path).map(CpuLists::parse).filter(l -> !l.isEmpty()).orElse(List.of(0));
    }

    private List<Integer> allowed(List<Integer> online) {
        return files.text("/proc/self/status")
                .flatMap(t -> t.lines()
                        .filter(l -> l.startsWith("Cpus_allowed_list:"))
                        .findFirst())
                .map(l -> CpuLists.parse(l.substring(l.indexOf(':') + 1)))
                .map(l -> l.stream().filter(online::contains).toList())
                .filter(l -> !l.isEmpty())
                .orElse(online);
    }

    private SortedMap<String, String> software(String driver) {
        SortedMap<String, String> out = new TreeMap<>();
        files.text("/etc/os-release")
                .flatMap(
                        t -> t.lines().filter(l -> l.startsWith("PRETTY_NAME=")).findFirst())
                .ifPresent(l -> out.put("os", l.substring(12).replace("\"", "")));
        files.text("/proc/sys/kernel/osrelease").ifPresent(v -> out.put("kernel", v));
        out.put("java", System.getProperty("java.vm.version", "") + " " + System.getProperty("java.vendor", ""));
        if (!driver.isEmpty()) {
            out.put("nvidiaDriver", driver);
        }
        return out;
    }
}
