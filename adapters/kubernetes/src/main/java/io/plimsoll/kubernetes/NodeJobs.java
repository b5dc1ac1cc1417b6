/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.kubernetes;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.model.Sha256;
import io.plimsoll.process.SafeWord;
import io.plimsoll.process.ShellText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Job of one workload on one node. A group is one Job a node, so that a node's failure takes no other node's log away. */
final class NodeJobs {

    static final String CAMPAIGN = "plimsoll.io/campaign";
    static final String KEY = "plimsoll.io/key";
    static final String NODE = "plimsoll.io/node";
    static final String TOOL = "plimsoll.io/tool";
    static final String CONTAINER = "test";

    private final KubernetesConfig config;

    NodeJobs(KubernetesConfig config) {
        this.config = config;
    }

    /** A name of its own for each key and node. */
    static String name(String key, String node) {
        return "plimsoll-" + Sha256.of(key + "\n" + node).hex().substring(0, 24);
    }

    /** A campaign's id as a label may hold it. */
    static String label(String campaign) {
        String safe = SafeWord.of(campaign);
        return safe.length() <= 63 ? safe : "x" + Sha256.of(campaign).hex().substring(0, 40);
    }

    Job job(TaskOrder order, String node) {
        String tool = order.commandLine(config.builtIn(), ShellText::quote);
        Map<String, String> labels =
                Map.of("app.kubernetes.io/managed-by", "plimsoll", CAMPAIGN, label(order.campaign()));
        long limit = Math.max(1, order.limit().toSeconds());
        return new JobBuilder()
                .withNewMetadata()
                .withName(name(order.key(), node))
                .withNamespace(config.namespace())
                .withLabels(labels)
                .withAnnotations(new TreeMap<>(Map.of(KEY, order.key(), NODE, node, TOOL, tool)))
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(limit + config.startWithin().toSeconds() + 30)
                .withTtlSecondsAfterFinished((int) config.keepFor().toSeconds())
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(new TreeMap<>(Map.of(KEY, order.key(), NODE, node)))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withServiceAccountName(config.serviceAccount().orElse(null))
                .withAutomountServiceAccountToken(false)
                .withHostNetwork(config.hostNetwork())
                .withTerminationGracePeriodSeconds(10L)
                .withNodeSelector(Map.of("kubernetes.io/hostname", node))
                .withTolerations(tolerations())
                .addNewContainer()
                .withName(CONTAINER)
                .withImage(config.image())
                .withCommand(
                        "/bin/sh",
                        "-c",
                        "exec timeout -k 10 " + limit + " /bin/sh -c " + ShellText.quote(tool) + " 2>&1")
                .withEnv(environment(order, node))
                .withNewResources()
                .withLimits(quantities())
                .endResources()
                .withNewSecurityContext()
                .withPrivileged(config.privileged())
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static List<Toleration> tolerations() {
        return List.of(NodeTaints.HELD, NodeTaints.DRAINED).stream()
                .map(key -> new TolerationBuilder()
                        .withKey(key)
                        .withOperator("Exists")
                        .withEffect("NoSchedule")
                        .build())
                .toList();
    }

    private static List<EnvVar> environment(TaskOrder order, String node) {
        Map<String, String> words = order.environment();
        words.put("PLIMSOLL_NODE", node);
        words.put("PLIMSOLL_RANK", Integer.toString(order.nodes().indexOf(node)));
        List<EnvVar> all = new ArrayList<>();
        words.forEach((name, value) ->
                all.add(new EnvVarBuilder().withName(name).withValue(value).build()));
        return all;
    }

    private Map<String, Quantity> quantities() {
        Map<String, Quantity> all = new TreeMap<>();
        config.limits().forEach((name, amount) -> all.put(name, Quantity.parse(amount)));
        return all;
    }
}
