/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import io.plimsoll.server.launch.LauncherSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server runs.
 *
 * @param dataDir its folder: embedded database, site keys
 * @param host the address it listens on
 * @param port 0 for any free one
 * @param dbUrl of an external PostgreSQL; empty for the embedded one
 * @param vaultDbUrl the same external PostgreSQL under the login that owns the contact vault; empty leaves the vault closed there
 * @param secureCookies whether session cookies travel over TLS only; set it behind a TLS proxy
 * @param session how long a login holds
 * @param jsonBytesMax the largest JSON body that is read
 * @param rawBytesMax the largest plan or dump that is read
 * @param reconcileEvery how often the reconciler looks without being nudged
 * @param launchers settings of the schedulers that campaigns may run through
 * @param agentPort where agents come to, over TLS; negative for the port after {@code port}
 */
public record ServerConfig(
        Path dataDir,
        String host,
        int port,
        Optional<String> dbUrl,
        Optional<String> vaultDbUrl,
        boolean secureCookies,
        Duration session,
        long jsonBytesMax,
        long rawBytesMax,
        Duration reconcileEvery,
        int agentPort,
        LauncherSettings launchers) {

    public static final int PORT_DEFAULT = 7460;

    /** With the agents' port after the other one. */
    public ServerConfig(
            Path dataDir,
            String host,
            int port,
            Optional<String> dbUrl,
            boolean secureCookies,
            Duration session,
            long jsonBytesMax,
            long rawBytesMax,
            Duration reconcileEvery) {
        this(
                dataDir,
                host,
                port,
                dbUrl,
                Optional.empty(),
                secureCookies,
                session,
                jsonBytesMax,
                rawBytesMax,
                reconcileEvery,
                -1,
                LauncherSettings.NONE);
    }

    /** The agents' port as a number that can be listened on; 0 for any free one. */
    public int agentPortToOpen() {
        return agentPort >= 0 ? agentPort : port == 0 ? 0 : port + 1;
    }

    public ServerConfig withLaunchers(LauncherSettings other) {
        return new ServerConfig(
                dataDir,
                host,
                port,
                dbUrl,
                vaultDbUrl,
                secureCookies,
                session,
                jsonBytesMax,
                rawBytesMax,
                reconcileEvery,
                agentPort,
                other);
    }

    public ServerConfig withAgentPort(int other) {
        return new ServerConfig(
                dataDir,
                host,
                port,
                dbUrl,
                vaultDbUrl,
                secureCookies,
                session,
                jsonBytesMax,
                rawBytesMax,
                reconcileEvery,
                other,
                launchers);
    }

    /** Defaults for this folder, on the loopback address. */
    public static ServerConfig of(Path dataDir) {
        return new ServerConfig(
                dataDir,
                "127.0.0.1",
                PORT_DEFAULT,
                Optional.empty(),
                false,
                Duration.ofHours(12),
                64L << 20,
                256L << 20,
                Duration.ofSeconds(30));
    }

    public ServerConfig withHost(String other) {
        return new ServerConfig(
                dataDir,
                other,
                port,
                dbUrl,
                vaultDbUrl,
                secureCookies,
                session,
                jsonBytesMax,
                rawBytesMax,
                reconcileEvery,
                agentPort,
                launchers);
    }

    public ServerConfig withPort(int other) {
        return new ServerConfig(
                dataDir,
                host,
                other,
                dbUrl,
                vaultDbUrl,
                secureCookies,
                session,
                jsonBytesMax,
                rawBytesMax,
                reconcileEvery,
                agentPort,
                launchers);
    }

    public ServerConfig withDbUrl(Optional<String> other) {
        return new ServerConfig(
                dataDir,
                host,
                port,
                other,
                vaultDbUrl,
                secureCookies,
                session,
                jsonBytesMax,
                rawBytesMax,
                reconcileEvery,
                agentPort,
                launchers);
    }

    public ServerConfig withVaultDbUrl(Optional<String> other) {
        return new ServerConfig(
                dataDir,
                host,
                port,
                dbUrl,
                other,
                secureCookies,
                session,
                jsonBytesMax,
                rawBytesMax,
                reconcileEvery,
                agentPort,
                launchers);
    }

    public ServerConfig withReconcileEvery(Duration other) {
        return new ServerConfig(
                dataDir,
                host,
                port,
                dbUrl,
                vaultDbUrl,
                secureCookies,
                session,
                jsonBytesMax,
                rawBytesMax,
                other,
                agentPort,
                launchers);
    }
}
