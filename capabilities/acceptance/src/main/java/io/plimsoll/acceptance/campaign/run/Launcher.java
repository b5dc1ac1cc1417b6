/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.util.List;

/**
 * Starts and stops the workloads of a campaign on what is there: a scheduler, a shell, or Plimsoll's own agents. Calls block,
 * and may be made from many threads at once. A launcher keeps nothing that it could not ask of the scheduler again, so a
 * server that was killed adopts with a new launcher what the old one had started.
 */
public interface Launcher {

    /** {@code agent}, {@code slurm}, {@code ssh} or {@code kubernetes}. */
    String name();

    /**
     * Starts a workload once: if one with this {@link TaskOrder#key()} is there already, running or ended, that one's handle
     * is the answer and nothing is started.
     *
     * @throws LaunchFailedException if it was not started, or if nobody can say whether it was; then {@code start} with the
     *     same order may be called again
     */
    LaunchHandle start(TaskOrder order) throws InterruptedException;

    /**
     * What has become of a workload. Once it is ENDED or LOST it stays so.
     *
     * @throws LaunchFailedException if the scheduler gives no answer now; this says nothing about the workload
     */
    LaunchState poll(LaunchHandle handle) throws InterruptedException;

    /** Stops a workload; no error if it has ended. That it is gone is shown by {@link #proveGone}, not by this call. */
    void cancel(LaunchHandle handle) throws InterruptedException;

    /** Everything that this launcher ever started for a campaign and that is not shown to be gone. Empty is the proof. */
    List<Leftover> proveGone(String campaign) throws InterruptedException;

    /** Keeps nodes free for a campaign: a reservation, a cordon. Calling it again changes nothing more. */
    void hold(List<String> nodes, String reason) throws InterruptedException;

    /** Takes a node away from everybody: it failed. */
    void drain(String node, String reason) throws InterruptedException;

    /** Gives a node back, from {@link #hold} and from {@link #drain}. */
    void resume(String node, String reason) throws InterruptedException;
}
