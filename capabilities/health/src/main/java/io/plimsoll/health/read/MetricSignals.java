/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns samples into signals. Most are INFO: a number alone is no fault, a detector with a rule judges it over time. Only
 * what says a fault by itself has a higher severity here, each with its source.
 */
final class MetricSignals {

    private static final List<String> NODE = List.of(
            "Hostname",
            "hostname",
            "host",
            "node",
            "kubernetes_node",
            "k8s.node.name",
            "k8s_node_name",
            "host.name",
            "host_name",
            "nodename",
            "exported_instance",
            "instance");
    private static final List<String> GPU =
            List.of("UUID", "uuid", "gpu_uuid", "gpu.uuid", "pci_bus_id", "gpu", "GPU_I_ID", "gpu_id", "device_id");
    private static final String XID_GAUGE = "DCGM_FI_DEV_XID_ERRORS";
    private static final long STALE_BITS = 0x7ff0000000000002L;

    /** A metric that tells a fault by its value alone. */
    private record Row(String metric, double from, Severity severity, String action) {}

    /** Row remap: gpud raises RMA on the failure flag alone; DCGM counts double-bit errors as a failure of health. */
    private static final List<Row> ROWS = List.of(
            new Row("DCGM_FI_DEV_ROW_REMAP_FAILURE", 1, Severity.FATAL, "RMA"),
            new Row("DCGM_FI_DEV_ROW_REMAP_PENDING", 1, Severity.WARNING, "RESET_GPU"),
            new Row("DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", 1, Severity.WARNING, "OBSERVE"),
            new Row("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", 1, Severity.FATAL, "WORKFLOW_XID_48"),
            new Row("DCGM_FI_DEV_RETIRED_PENDING", 1, Severity.WARNING, "RESET_GPU"));

    private final SignalSink sink;
    private final XidEvents xids;

    MetricSignals(SignalSink sink) {
        this.sink = sink;
        this.xids = new XidEvents(sink);
    }

    /** One sample. */
    void sample(long line, String name, Map<String, String> labels, double value, Optional<Instant> time) {
        Map<String, String> attributes = new LinkedHashMap<>();
        new TreeMap<>(labels).forEach((key, text) -> {
            if (!key.equals("__name__") && attributes.size() < 60) {
                attributes.put(key, text);
            }
        });
        attributes.put("value", number(value));
        String raw = name + new TreeMap<>(labels) + " " + number(value);
        String node = node(labels);
        String entity = entity(labels);
        if (Double.doubleToRawLongBits(value) == STALE_BITS) {
            sink.add(line, event(time, node, entity, name, "STALE", Severity.INFO, "NONE", raw, attributes));
            return;
        }
        if (name.equals(XID_GAUGE)) {
            if (value > 0 && value < 1_000_000 && value == Math.rint(value)) {
                sink.warnOnce(XID_GAUGE + " tells the last XID only: bursts are lost, read the kernel log too");
                attributes.put("reporter", "dcgm");
                sink.add(line, xids.of(line, time, node, entity, (int) value, "", raw, attributes));
                return;
            }
        }
        Optional<Row> row = ROWS.stream()
                .filter(r -> r.metric.equals(name) && value >= r.from)
                .findFirst();
        sink.add(
                line,
                event(
                        time,
                        node,
                        entity,
                        name,
                        name,
                        row.map(Row::severity).orElse(Severity.INFO),
                        row.map(Row::action).orElse("NONE"),
                        raw,
                        attributes));
    }

    private static Signal event(
            Optional<Instant> time,
            String node,
            String entity,
            String code,
            String mnemonic,
            Severity severity,
            String action,
            String raw,
            Map<String, String> attributes) {
        return new Signal(time, node, entity, "metric", code, mnemonic, severity, action, raw, attributes);
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** The host's name among the labels; of {@code instance} without its port. */
    static String node(Map<String, String> labels) {
        for (String key : NODE) {
            String value = labels.get(key);
            if (value != null && !value.isEmpty()) {
                int colon = value.lastIndexOf(':');
                return key.endsWith("instance")
                                && colon > 0
                                && value.substring(colon + 1).matches("\\d{1,5}")
                        ? value.substring(0, colon)
                        : value;
            }
        }
        return "";
    }

    static String entity(Map<String, String> labels) {
        String device = labels.getOrDefault("device", "");
        String port = labels.getOrDefault("port", "");
        if (!port.isEmpty() && !device.isEmpty()) {
            return device + "/" + port;
        }
        for (String key : GPU) {
            String value = labels.get(key);
            if (value != null && !value.isEmpty()) {
                return key.equals("pci_bus_id") ? pci(value) : value.matches("\\d{1,3}") ? "gpu" + value : value;
            }
        }
        return device;
    }

    private static String pci(String value) {
        return value.matches("(?:[0-9a-fA-F]{4,8}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}(?:\\.[0-9a-fA-F])?")
                ? KernelMessages.gpu(value)
                : value;
    }
}
