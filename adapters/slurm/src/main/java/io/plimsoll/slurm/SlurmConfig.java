/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.slurm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a site's Slurm is, and how Plimsoll stands in its queue.
 *
 * @param spool a folder on this host, kept over restarts, with a folder for every workload
 * @param conf {@code SLURM_CONF}, where it is not the one that was compiled in
 * @param partition the partition to run in; the default one if empty
 * @param reservation the name of Plimsoll's own reservation; empty for checks that stand back and hold nothing
 * @param holdFor for how long nodes are reserved at a time; it is prolonged while a campaign runs, and ends by itself if
 *     Plimsoll is gone
 * @param startWithin how long a workload may wait in the queue before it is told as lost
 * @param builtIn the command line of a test that Plimsoll brings, on the node; {@code {name}}, {@code {test}} and {@code
 *     {plan}} are replaced
 * @param options more options for {@code srun}, for example {@code --account=ops} or {@code --gres=gpu:8}
 */
public record SlurmConfig(
        Path spool,
        Optional<Path> conf,
        Optional<String> partition,
        Optional<String> reservation,
        Duration holdFor,
        Duration startWithin,
        String builtIn,
        List<String> options) {

    /** Of a built-in test on a node: the command that the agent's package installs. */
    public static final String DEFAULT_BUILT_IN = "plimsoll agent test {name} --test {test} --plan {plan}";

    public SlurmConfig {
        options = List.copyOf(options);
    }

    /** A site that runs Slurm in the usual way. */
    public static SlurmConfig of(Path spool) {
        return new SlurmConfig(
                spool,
                Optional.empty(),
                Optional.empty(),
                Optional.of("plimsoll"),
                Duration.ofHours(24),
                Duration.ofMinutes(10),
                DEFAULT_BUILT_IN,
                List.of());
    }

    public SlurmConfig withConf(Path slurmConf) {
        return new SlurmConfig(
                spool, Optional.of(slurmConf), partition, reservation, holdFor, startWithin, builtIn, options);
    }

    public SlurmConfig withStartWithin(Duration most) {
        return new SlurmConfig(spool, conf, partition, reservation, holdFor, most, builtIn, options);
    }

    /**
     * For checks on idle nodes that yield at once: in a partition whose workloads Slurm cancels for others ({@code
     * PreemptMode=CANCEL}, a low {@code PriorityTier}), at the end of the queue, without a reservation.
     */
    public SlurmConfig yielding(String lowPartition) {
        List<String> last = new ArrayList<>(options);
        last.add("--nice=100000");
        return new SlurmConfig(
                spool, conf, Optional.of(lowPartition), Optional.empty(), holdFor, startWithin, builtIn, last);
    }
}
