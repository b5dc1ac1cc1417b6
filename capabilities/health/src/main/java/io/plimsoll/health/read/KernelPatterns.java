/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What else in a kernel log concerns health: NICs, PCIe, memory, the kernel itself. A table of patterns; the named group
 * {@code dev} gives the entity, {@code code} the code where the line carries it.
 */
final class KernelPatterns {

    private static final String MLX = "mlx5_core (?<dev>[0-9a-fA-F:.]{7,16})\\b";

    private KernelPatterns() {}

    private record Row(String hint, Pattern pattern, String kind, String code, Severity severity, String action) {}

    private static final List<Row> ROWS = List.of(
            row(
                    "Port module event",
                    MLX + ".*Port module event(?:\\[error\\])?: module (?<module>\\d+), (?<what>.{1,80})",
                    "mlx5",
                    "PORT_MODULE",
                    Severity.WARNING,
                    "CHECK_CABLE"),
            row(
                    "insufficient power on the PCIe slot",
                    "(?:" + MLX + ".*)?Detected insufficient power on the PCIe slot \\((?<value>\\d+)W\\)",
                    "mlx5",
                    "PCI_POWER_INSUFFICIENT",
                    Severity.WARNING,
                    "CHECK_MECHANICALS"),
            row(
                    "ACCESS_REG",
                    "(?:" + MLX + ".*)?(?:mlx5_cmd_out_err|mlx5_cmd_check).*ACCESS_REG.*failed",
                    "mlx5",
                    "ACCESS_REG_FAILED",
                    Severity.WARNING,
                    "UPDATE_SWFW"),
            row(
                    "mlx5",
                    MLX
                            + ".*(?:health compromised|Fatal error detected|enter(?:ed|ing)? error state|start(?:ed|ing) error recovery)",
                    "mlx5",
                    "HEALTH_COMPROMISED",
                    Severity.FATAL,
                    "RESTART_BM"),
            row(
                    "mlx5",
                    MLX + "(?: (?<port>\\S{1,20}))?: (?:Link|link) (?:down|Down)",
                    "mlx5",
                    "LINK_DOWN",
                    Severity.WARNING,
                    "CHECK_CABLE"),
            row(
                    "mlx5",
                    MLX + "(?: (?<port>\\S{1,20}))?: (?:Link|link) (?:up|Up)",
                    "mlx5",
                    "LINK_UP",
                    Severity.INFO,
                    "NONE"),
            row(
                    "mlx5",
                    MLX + ".*(?:High temperature|temperature critical|[Hh]igh [Tt]emp)",
                    "mlx5",
                    "HIGH_TEMPERATURE",
                    Severity.WARNING,
                    "CHECK_MECHANICALS"),
            row(
                    "libnccl",
                    "(?<dev>[^\\s\\[]{1,64})\\[\\d+\\]: segfault at .* in (?<what>libnccl\\.so[^\\[\\s]{0,32})",
                    "nccl",
                    "SEGFAULT",
                    Severity.WARNING,
                    "RESTART_APP"),
            row(
                    "nvidia-peermem",
                    "(?<dev>nvidia-peermem) .*ERROR detected invalid context",
                    "peermem",
                    "INVALID_CONTEXT",
                    Severity.WARNING,
                    "RESTART_APP"),
            row(
                    "PCIe Bus Error",
                    "(?<dev>[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-9]).*PCIe Bus Error: severity=Uncorrect\\w+ \\(Fatal\\)",
                    "pcie",
                    "AER_FATAL",
                    Severity.FATAL,
                    "RESTART_BM"),
            row(
                    "PCIe Bus Error",
                    "(?<dev>[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-9]).*PCIe Bus Error: severity=Uncorrect\\w+ \\(Non-Fatal\\)",
                    "pcie",
                    "AER_NONFATAL",
                    Severity.WARNING,
                    "CONTACT_SUPPORT"),
            row(
                    "PCIe Bus Error",
                    "(?<dev>[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-9]).*PCIe Bus Error: severity=Corrected",
                    "pcie",
                    "AER_CORRECTED",
                    Severity.INFO,
                    "IGNORE"),
            row(
                    "Machine check",
                    "(?:mce: )?\\[Hardware Error\\]: Machine check events logged",
                    "cpu",
                    "MCE",
                    Severity.WARNING,
                    "INVESTIGATE_HOST"),
            row("EDAC", "EDAC (?<dev>MC\\d+): (?<value>\\d+) UE", "memory", "EDAC_UE", Severity.FATAL, "RESTART_BM"),
            row("EDAC", "EDAC (?<dev>MC\\d+): (?<value>\\d+) CE", "memory", "EDAC_CE", Severity.INFO, "IGNORE"),
            row(
                    "Kernel panic",
                    "Kernel panic - not syncing: (?<what>.{0,120})",
                    "kernel",
                    "PANIC",
                    Severity.FATAL,
                    "INVESTIGATE_HOST"),
            row(
                    "soft lockup",
                    "BUG: soft lockup - CPU#(?<value>\\d+) stuck",
                    "cpu",
                    "SOFT_LOCKUP",
                    Severity.FATAL,
                    "RESTART_BM"),
            row(
                    "blocked for more than",
                    "task (?<what>\\S{1,64}) blocked for more than (?<value>\\d+) seconds",
                    "cpu",
                    "TASK_BLOCKED",
                    Severity.WARNING,
                    "INVESTIGATE_HOST"),
            row(
                    "Out of memory",
                    "Out of memory: Kill(?:ed)? process \\d+ \\((?<what>[^)]{1,64})\\)",
                    "memory",
                    "OUT_OF_MEMORY",
                    Severity.WARNING,
                    "CHECK_APP/CUDA"),
            row(
                    "nvme",
                    "(?<dev>nvme\\d+(?:n\\d+)?): .*(?:controller is down|I/O \\d+ .*timeout|Abort status)",
                    "disk",
                    "NVME_TIMEOUT",
                    Severity.WARNING,
                    "INVESTIGATE_HOST"),
            row(
                    "read-only",
                    "(?<dev>\\S{1,32})[):]*.*[Rr]emounting filesystem read-only",
                    "disk",
                    "READ_ONLY",
                    Severity.FATAL,
                    "INVESTIGATE_HOST"));

    private static Row row(String hint, String pattern, String kind, String code, Severity severity, String action) {
        return new Row(hint, Pattern.compile(pattern), kind, code, severity, action);
    }

    static boolean concerns(String raw) {
        for (Row row : ROWS) {
            if (raw.contains(row.hint)) {
                return true;
            }
        }
        return false;
    }

    static Optional<Signal> of(String raw, LogPrefix.Line line, XidEvents times) {
        for (Row row : ROWS) {
            if (line.message().contains(row.hint)) {
                Matcher m = row.pattern.matcher(line.message());
                if (m.find()) {
                    return Optional.of(signal(row, m, raw, line, times));
                }
            }
        }
        return Optional.empty();
    }

    private static Signal signal(Row row, Matcher m, String raw, LogPrefix.Line line, XidEvents times) {
        Map<String, String> attributes = KernelMessages.since(line);
        group(m, "module").ifPresent(v -> attributes.put("module", v));
        group(m, "value").ifPresent(v -> attributes.put("value", v));
        group(m, "port").ifPresent(v -> attributes.put("port", v));
        String what = group(m, "what").map(String::strip).orElse("");
        if (!what.isEmpty()) {
            attributes.put("detail", what);
        }
        String code = row.code;
        Severity severity = row.severity;
        if (code.equals("PORT_MODULE")) {
            code = code + "_" + name(what);
            severity = what.toLowerCase(Locale.ROOT).contains("plugged")
                            && !what.toLowerCase(Locale.ROOT).contains("unplugged")
                    ? Severity.INFO
                    : Severity.WARNING;
        }
        String dev = group(m, "dev").orElse("");
        boolean pci = dev.matches("[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-9a-fA-F]");
        return new Signal(
                times.timeOf(line, attributes),
                line.host(),
                pci ? "PCI:" + dev.toLowerCase(Locale.ROOT) : dev,
                row.kind,
                code,
                code,
                severity,
                severity == Severity.INFO ? "NONE" : row.action,
                raw,
                attributes);
    }

    private static String name(String what) {
        return what.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^_|_$", "");
    }

    private static Optional<String> group(Matcher m, String name) {
        return m.pattern().namedGroups().containsKey(name) ? Optional.ofNullable(m.group(name)) : Optional.empty();
    }
}
