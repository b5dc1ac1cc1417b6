/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.inventory;

import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Memory modules from {@code dmidecode -t 17}, which only root may ask; their sum from the kernel otherwise. */
final class Dimms {

    private Dimms() {}

    static List<Part> read(HostFiles files, Tools tools) throws InterruptedException {
        Optional<String> text = tools.ask("dmidecode", List.of("-t", "17"));
        List<Part> out = new ArrayList<>();
        for (String block : text.orElse("").split("\n\\s*\n")) {
            Map<String, String> fields = new TreeMap<>();
            block.lines().forEach(line -> {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    fields.putIfAbsent(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 2).strip());
                }
            });
            String size = fields.getOrDefault("Size", "No Module Installed");
            if (block.contains("Memory Device") && !size.startsWith("No Module")) {
                out.add(new Part(
                        PartKind.DIMM,
                        known(fields, "Locator"),
                        known(fields, "Manufacturer"),
                        known(fields, "Part Number"),
                        known(fields, "Serial Number"),
                        known(fields, "Firmware Version"),
                        new TreeMap<>(Map.of("size", size, "type", known(fields, "Type")))));
            }
        }
        if (out.isEmpty()) {
            files.notRead("DIMMs (dmidecode is missing, not run as root, or has no table here)");
        }
        return out;
    }

    private static String known(Map<String, String> fields, String key) {
        String value = fields.getOrDefault(key, "");
        return HostFiles.isPlaceholder(value) ? "" : value;
    }
}
