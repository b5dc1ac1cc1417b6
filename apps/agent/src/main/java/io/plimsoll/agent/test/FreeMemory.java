/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory this process may take without harm: the kernel's MemAvailable and the limit of its control group. */
final class FreeMemory {

    private FreeMemory() {}

    /** Bytes; empty where neither can be read. */
    static OptionalLong bytes() {
        OptionalLong available = available();
        OptionalLong group = difference("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current");
        if (group.isEmpty()) {
            group = difference(
                    "/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes");
        }
        if (available.isEmpty() || group.isEmpty()) {
            return available.isPresent() ? available : group;
        }
        return OptionalLong.of(Math.min(available.getAsLong(), group.getAsLong()));
    }

    private static OptionalLong available() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(l -> l.startsWith("MemAvailable:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong difference(String limit, String used) {
        try {
            long free = Long.parseLong(Files.readString(Path.of(limit)).strip())
                    - Long.parseLong(Files.readString(Path.of(used)).strip());
            return OptionalLong.of(Math.max(0, free));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
