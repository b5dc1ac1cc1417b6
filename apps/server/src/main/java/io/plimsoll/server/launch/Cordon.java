/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.launch;

import java.util.Map;

/** What gives work to nodes, and can be told to give a node none. It remembers itself what it was told, and why. */
public interface Cordon {

    /** {@code slurm}. */
    String name();

    /**
     * The nodes that get no work for this purpose, with the reason.
     *
     * @throws RuntimeException if it does not answer
     */
    Map<String, String> drained(String purpose) throws InterruptedException;

    /** Gives the node no new work, unless somebody has said so already: then theirs stays, and this is false. */
    boolean drain(String node, String purpose, String why) throws InterruptedException;

    /** Gives the node work again if it was drained for this purpose; a drain of others stays, and this is false. */
    boolean resume(String node, String purpose) throws InterruptedException;
}
