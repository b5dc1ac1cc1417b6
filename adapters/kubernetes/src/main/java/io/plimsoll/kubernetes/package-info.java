/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Campaigns on Kubernetes: {@link io.plimsoll.kubernetes.KubernetesLauncher} runs one Job a node, {@link
 * io.plimsoll.kubernetes.NodeTaints} keeps everybody else away from a node by taints of our own.
 */
@NullMarked
package io.plimsoll.kubernetes;

import org.jspecify.annotations.NullMarked;
