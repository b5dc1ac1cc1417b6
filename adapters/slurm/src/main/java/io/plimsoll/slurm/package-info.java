/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Campaigns through Slurm, by its command line clients. {@link io.plimsoll.slurm.SlurmLauncher} starts one {@code srun} a task
 * in a session of its own and a folder of its own, so that the next server finds it again; {@link io.plimsoll.slurm.SlurmNodes}
 * reserves, drains and gives back nodes, and undoes nothing that others have done.
 */
@NullMarked
package io.plimsoll.slurm;

import org.jspecify.annotations.NullMarked;
