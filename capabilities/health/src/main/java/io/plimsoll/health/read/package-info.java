/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** One class a foreign format: kernel logs, fabric manager, gpud, metrics, sysfs, NVSentinel, Redfish, Alertmanager, Slurm, Kubernetes. What cannot be judged is told, never dropped in silence. */
@NullMarked
package io.plimsoll.health.read;

import org.jspecify.annotations.NullMarked;
