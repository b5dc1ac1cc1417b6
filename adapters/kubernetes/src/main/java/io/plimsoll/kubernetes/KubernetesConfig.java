/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.kubernetes;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How Plimsoll stands in a cluster.
 *
 * @param namespace of its Jobs; it must exist
 * @param image that has the test tools and a POSIX shell with {@code timeout}
 * @param serviceAccount of the pods; the namespace's default one if empty
 * @param limits what a pod asks of its node, for example {@code nvidia.com/gpu: 8}
 * @param hostNetwork whether a pod sees the node's own network, as fabric tests must
 * @param privileged whether a pod may touch the node's devices
 * @param startWithin how long a pod may wait and pull its image
 * @param keepFor how long an ended Job, and with it its log, stays in the cluster
 * @param builtIn the command line of a test that Plimsoll brings; {@code {name}}, {@code {test}} and {@code {plan}} are replaced
 */
public record KubernetesConfig(
        String namespace,
        String image,
        Optional<String> serviceAccount,
        Map<String, String> limits,
        boolean hostNetwork,
        boolean privileged,
        Duration startWithin,
        Duration keepFor,
        String builtIn) {

    /** Of a built-in test in a pod: the command that the image brings. */
    public static final String DEFAULT_BUILT_IN = "plimsoll agent test {name} --test {test} --plan {plan}";

    public KubernetesConfig {
        limits = Map.copyOf(new TreeMap<>(limits));
    }

    /** A cluster whose tests need no device. */
    public static KubernetesConfig of(String namespace, String image) {
        return new KubernetesConfig(
                namespace,
                image,
                Optional.empty(),
                Map.of(),
                true,
                false,
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                DEFAULT_BUILT_IN);
    }
}
