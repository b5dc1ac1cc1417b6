/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.data.DataTree;
import io.plimsoll.model.BadInputException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Nodes of Kubernetes as {@code kubectl get nodes -o json} gives them: conditions, taints, cordons. */
final class KubernetesReader extends JsonReader {

    /** Conditions that are well when True. */
    private static final Set<String> WELL_WHEN_TRUE = Set.of(
            "Ready",
            "AcceleratedHardwareReady",
            "StorageReady",
            "NetworkingReady",
            "KernelReady",
            "ContainerRuntimeReady");

    @Override
    public String format() {
        return "kubernetes";
    }

    @Override
    public List<String> aliases() {
        return List.of("k8s", "kubernetes-node", "kubernetes-nodes");
    }

    @Override
    public boolean looksLike(Head head) {
        return head.json()
                && head.has("\"kind\"")
                && (head.has("\"Node\"") || head.has("\"NodeList\""))
                && head.has("\"apiVersion\"");
    }

    @Override
    String expected() {
        return "Node or a list of Nodes of Kubernetes";
    }

    @Override
    boolean document(long line, DataTree root, SignalSink sink) {
        if (root.has("items")) {
            root.at("items").list().forEach(item -> node(item.line(), item, sink));
            return true;
        }
        if (root.has("object") && root.has("type")) {
            node(line, root.at("object"), sink);
            return true;
        }
        if (!root.has("metadata")) {
            return false;
        }
        node(line, root, sink);
        return true;
    }

    private static void node(long line, DataTree node, SignalSink sink) {
        String name = node.at("metadata").text("name");
        if (name.isEmpty()) {
            sink.warn(line, "a node without a name");
            return;
        }
        for (DataTree condition : node.at("status").at("conditions").list()) {
            condition(line, name, condition, sink);
        }
        if (node.at("spec").truth("unschedulable")) {
            sink.add(
                    line,
                    state(
                            Optional.empty(),
                            name,
                            "CORDONED",
                            "unschedulable",
                            "spec.unschedulable: true",
                            cordon(node)));
        }
        for (DataTree taint : node.at("spec").at("taints").list()) {
            String key = taint.text("key");
            if (!key.equals("node.kubernetes.io/unschedulable")) {
                sink.add(
                        line,
                        state(
                                JsonReader.time(taint.at("timeAdded"), sink),
                                name,
                                "TAINT",
                                key,
                                key + "=" + taint.text("value") + ":" + taint.text("effect"),
                                Map.of("key", key, "value", taint.text("value"), "effect", taint.text("effect"))));
            }
        }
    }

    /** Who set a cordon, as far as annotations and labels tell: what others put is never taken away. */
    private static Map<String, String> cordon(DataTree node) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String part : List.of("annotations", "labels")) {
            node.at("metadata").at(part).keys().forEach((key, value) -> {
                if (key.contains("cordon")
                        || key.contains("nvsentinel")
                        || key.contains("node-health-status")
                        || key.contains("fault-")) {
                    found.put(key, value.text());
                }
            });
        }
        return found;
    }

    private static void condition(long line, String name, DataTree condition, SignalSink sink) {
        String type = condition.text("type");
        String status = condition.text("status");
        boolean well = WELL_WHEN_TRUE.contains(type) ? status.equals("True") : status.equals("False");
        Optional<Instant> time = JsonReader.time(condition.any("lastTransitionTime", "lastHeartbeatTime"), sink);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("status", status);
        attributes.put("reason", condition.text("reason"));
        attributes.put("message", KernelMessages.shortened(condition.text("message")));
        String raw = type + "=" + status + " " + condition.text("reason") + ": " + condition.text("message");
        if (type.equals("XidCriticalError")
                && status.equals("True")
                && xids(line, name, time, condition.text("reason"), raw, attributes, sink)) {
            return;
        }
        boolean hard = WELL_WHEN_TRUE.contains(type);
        Severity severity = well ? Severity.INFO : hard ? Severity.FATAL : Severity.WARNING;
        sink.add(
                line,
                new Signal(
                        time,
                        name,
                        "",
                        "kubernetes",
                        type,
                        condition.text("reason").isEmpty() ? type : condition.text("reason"),
                        severity,
                        well ? "NONE" : "OBSERVE",
                        KernelMessages.shortened(raw),
                        attributes));
    }

    /** GKE's device plugin writes the XIDs into the reason: {@code {"31":true}}. */
    private static boolean xids(
            long line,
            String name,
            Optional<Instant> time,
            String reason,
            String raw,
            Map<String, String> attributes,
            SignalSink sink) {
        if (!reason.startsWith("{")) {
            return false;
        }
        try {
            Map<String, DataTree> keys = DataTree.json(reason, sink.source()).keys();
            keys.keySet().stream()
                    .filter(k -> k.matches("\\d{1,4}"))
                    .forEach(code -> sink.add(
                            line,
                            new XidEvents(sink).of(line, time, name, "", Integer.parseInt(code), "", raw, attributes)));
            return !keys.isEmpty();
        } catch (BadInputException e) {
            sink.warn(line, "XidCriticalError with a reason that is no JSON");
            return false;
        }
    }

    private static Signal state(
            Optional<Instant> time,
            String node,
            String code,
            String mnemonic,
            String raw,
            Map<String, String> attributes) {
        return new Signal(time, node, "", "kubernetes", code, mnemonic, Severity.WARNING, "OBSERVE", raw, attributes);
    }
}
