/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.agents;

import io.plimsoll.postgres.Database;
import io.plimsoll.server.campaign.CampaignEngine;
import io.plimsoll.server.keys.Sealer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Opens the agents' door when there is somebody to come: at the start if agents were let in before, else with the first token. */
public final class AgentDoors implements AutoCloseable {

    private final Database record;
    private final CampaignEngine engine;
    private final Sealer sealer;
    private final Path dataDir;
    private final String host;
    private final int port;
    private final InstantSource clock;
    private final SecureRandom random;
    private @Nullable AgentAuthority authority;
    private @Nullable AgentDoor door;
    private boolean closed;

    public AgentDoors(
            Database record,
            CampaignEngine engine,
            Sealer sealer,
            Path dataDir,
            String host,
            int port,
            InstantSource clock,
            SecureRandom random) {
        this.record = record;
        this.engine = engine;
        this.sealer = sealer;
        this.dataDir = dataDir;
        this.host = host;
        this.port = port;
        this.clock = clock;
        this.random = random;
    }

    /** Opens it where agents were let in before; the caller does not wait. */
    public void openIfAwaited() {
        Thread.ofVirtual().name("agents-door").start(() -> {
            if (record.agents().any()) {
                port();
            }
        });
    }

    /** SHA-256 of the authority's certificate, by which an agent knows this server. */
    public synchronized String pin() {
        return authority().pin();
    }

    private AgentAuthority authority() {
        if (authority == null) {
            authority = AgentAuthority.of(record.agents(), sealer, random, clock);
        }
        return authority;
    }

    /** Where agents come to; opens the door if it is shut. */
    public synchronized int port() {
        if (closed) {
            throw new IllegalStateException("the server stops");
        }
        AgentDoor open = door;
        if (open == null) {
            open = AgentDoor.open(record, engine, authority(), dataDir, host, port, clock, random);
            door = open;
        }
        return open.port();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (door != null) {
            door.close();
        }
    }
}
