/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

/**
 * What finds a started workload again, also from another process.
 *
 * @param launcher the launcher's name
 * @param key the order's {@link TaskOrder#key()}
 * @param reference the scheduler's own name for it, for example a Slurm job number
 */
public record LaunchHandle(String launcher, String key, String reference) {}
