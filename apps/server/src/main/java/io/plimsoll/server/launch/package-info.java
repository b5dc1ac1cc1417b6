/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What campaigns can run on here, beside Plimsoll's own agents: {@link io.plimsoll.server.launch.LauncherSettings} are the keys of
 * {@code plimsoll.conf}, {@link io.plimsoll.server.launch.Launchers} makes of them the launchers of Slurm, SSH and Kubernetes.
 */
@NullMarked
package io.plimsoll.server.launch;

import org.jspecify.annotations.NullMarked;
