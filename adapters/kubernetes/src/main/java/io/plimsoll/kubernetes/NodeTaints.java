/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Our own two taints, {@value #HELD} and {@value #DRAINED}, each with an annotation of the same name that says why. Nothing is
 * scheduled on such a node but what tolerates them; what runs there may end. Neither {@code unschedulable} nor anybody else's
 * taint, label or annotation is touched: a node is written back only if nobody has written it since it was read.
 */
final class NodeTaints {

    static final String HELD = "plimsoll.io/held";
    static final String DRAINED = "plimsoll.io/drained";

    private static final int TRIES_MAX = 10;

    private final KubernetesClient client;

    NodeTaints(KubernetesClient client) {
        this.client = client;
    }

    /** Sets a taint of ours; one that is there stays, with its reason. */
    void set(String node, String key, String reason) {
        change(node, key, (taints, annotations) -> {
            if (taints.stream().noneMatch(t -> key.equals(t.getKey()))) {
                taints.add(new TaintBuilder()
                        .withKey(key)
                        .withValue("plimsoll")
                        .withEffect("NoSchedule")
                        .build());
                annotations.put(key, reason);
            }
        });
    }

    /** Removes a taint of ours. */
    void remove(String node, String key) {
        change(node, key, (taints, annotations) -> {
            taints.removeIf(t -> key.equals(t.getKey()));
            annotations.remove(key);
        });
    }

    @FunctionalInterface
    private interface Change {
        void on(List<Taint> taints, Map<String, String> annotations);
    }

    private void change(String name, String key, Change change) {
        for (int i = 1; ; i++) {
            Node node = require(name);
            List<Taint> taints = new ArrayList<>(node.getSpec().getTaints());
            Map<String, String> annotations =
                    new LinkedHashMap<>(node.getMetadata().getAnnotations());
            change.on(taints, annotations);
            if (taints.equals(node.getSpec().getTaints())
                    && annotations.equals(node.getMetadata().getAnnotations())) {
                return;
            }
            Node changed = new NodeBuilder(node)
                    .editMetadata()
                    .withAnnotations(annotations)
                    .endMetadata()
                    .editSpec()
                    .withTaints(taints)
                    .endSpec()
                    .build();
            try {
                client.nodes()
                        .resource(changed)
                        .lockResourceVersion(node.getMetadata().getResourceVersion())
                        .update();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != 409 || i == TRIES_MAX) {
                    throw new LaunchFailedException("cannot change the taint " + key + " of node " + name, e);
                }
            }
        }
    }

    /** The node, with a specification that can be read. */
    Node require(String name) {
        Node node = client.nodes().withName(name).get();
        if (node == null) {
            throw new LaunchFailedException("Kubernetes knows no node '" + name + "'");
        }
        return node.getSpec() != null
                ? node
                : new NodeBuilder(node).withNewSpec().endSpec().build();
    }
}
