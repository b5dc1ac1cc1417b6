/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.slurm;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes nodes out of Slurm's service for a purpose and gives them back: a drain with a reason that begins with
 * {@code plimsoll: PURPOSE}. Slurm itself remembers which nodes were drained for it, so that nothing is forgotten by a restart,
 * and a drain with any other reason, of a person or of a campaign, stays as it is.
 */
public final class SlurmDrain {

    private final SlurmClient client;
    private final SlurmNodes nodes;

    public SlurmDrain(SlurmConfig config, Clock clock) {
        this.client = new SlurmClient(config.conf());
        this.nodes = new SlurmNodes(client, config, clock);
    }

    /**
     * The nodes that are drained for this purpose, with the whole reason.
     *
     * @throws io.plimsoll.acceptance.campaign.run.LaunchFailedException if Slurm does not answer
     */
    public Map<String, String> drained(String purpose) throws InterruptedException {
        Map<String, String> found = new TreeMap<>();
        for (String line : client.ask("sinfo", "-h", "-a", "-N", "-t", "drain", "-o", "%N|%E")
                .split("\n")) {
            int bar = line.indexOf('|');
            if (bar > 0 && line.startsWith(SlurmNodes.OURS + purpose, bar + 1)) {
                found.put(line.substring(0, bar), line.substring(bar + 1).strip());
            }
        }
        return found;
    }

    /**
     * Drains a node, unless it is drained already: then it stays as whoever drained it left it. A node in our own reservation
     * is left to the campaign that tests it there: nobody else gets it.
     *
     * @return whether Slurm has it out of service for us
     */
    public boolean drain(String node, String purpose, String why) throws InterruptedException {
        return nodes.held(List.of(node)) || nodes.drain(node, purpose + why);
    }

    /**
     * Lifts a drain of this purpose; any other stays.
     *
     * @return whether Slurm was told to
     */
    public boolean resume(String node, String purpose) throws InterruptedException {
        return nodes.undrain(node, purpose);
    }
}
