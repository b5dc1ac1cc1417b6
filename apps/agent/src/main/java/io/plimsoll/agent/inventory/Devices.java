/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.inventory;

import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Disks, NICs and InfiniBand adapters from /sys. Only what has a device behind it: no loop, no bridge, no virtual link. */
final class Devices {

    private Devices() {}

    static List<Part> disks(HostFiles files) {
        List<Part> out = new ArrayList<>();
        for (Path entry : files.list("/sys/block")) {
            Path device = entry.resolve("device");
            if (!Files.isDirectory(device)) {
                continue;
            }
            String sectors = HostFiles.text(entry.resolve("size")).orElse("");
            String serial = HostFiles.text(device.resolve("serial"))
                    .or(() -> HostFiles.text(entry.resolve("serial")))
                    .or(() -> HostFiles.text(device.resolve("wwid")))
                    .orElse("");
            out.add(new Part(
                    PartKind.DISK,
                    entry.getFileName().toString(),
                    HostFiles.text(device.resolve("vendor")).orElse(""),
                    HostFiles.text(device.resolve("model")).orElse(""),
                    serial,
                    HostFiles.text(device.resolve("firmware_rev"))
                            .or(() -> HostFiles.text(device.resolve("rev")))
                            .orElse(""),
                    new TreeMap<>(Map.of("sectors512", sectors))));
        }
        if (out.isEmpty()) {
            files.notRead("disks (/sys/block has none with a device)");
        }
        return out;
    }

    static List<Part> nics(HostFiles files, Tools tools) throws InterruptedException {
        List<Part> out = new ArrayList<>();
        for (Path entry : files.list("/sys/class/net")) {
            Path device = entry.resolve("device");
            if (!Files.isDirectory(device)) {
                continue;
            }
            String name = entry.getFileName().toString();
            String firmware = tools.ask("ethtool", List.of("-i", name))
                    .flatMap(t -> t.lines()
                            .filter(l -> l.startsWith("firmware-version:"))
                            .findFirst())
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .filter(v -> !HostFiles.isPlaceholder(v))
                    .orElse("");
            out.add(new Part(
                    PartKind.NIC,
                    name,
                    HostFiles.text(device.resolve("vendor")).orElse(""),
                    HostFiles.text(device.resolve("device")).orElse(""),
                    HostFiles.text(entry.resolve("address")).orElse(""),
                    firmware,
                    new TreeMap<>(Map.of("driver", HostFiles.linkName(device.resolve("driver"))))));
        }
        if (out.isEmpty()) {
            files.notRead("NICs (/sys/class/net has none with a device)");
        }
        return out;
    }

    static List<Part> adapters(HostFiles files) {
        List<Part> out = new ArrayList<>();
        for (Path entry : files.list("/sys/class/infiniband")) {
            out.add(new Part(
                    PartKind.HCA,
                    entry.getFileName().toString(),
                    "",
                    HostFiles.text(entry.resolve("hca_type"))
                            .or(() -> HostFiles.text(entry.resolve("board_id")))
                            .orElse(""),
                    HostFiles.text(entry.resolve("node_guid")).orElse(""),
                    HostFiles.text(entry.resolve("fw_ver")).orElse(""),
                    new TreeMap<>(Map.of(
                            "boardId", HostFiles.text(entry.resolve("board_id")).orElse("")))));
        }
        return out;
    }
}
