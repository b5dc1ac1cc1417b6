/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.ssh;

import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.process.CommandResult;
import io.plimsoll.process.Commands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * The OpenSSH client of this host, told to trust nothing that it was not given: host keys from one file and never learned,
 * one key file, no agent, no passwords, nothing forwarded, no configuration but the site's for Plimsoll, no silence over
 * fifteen seconds.
 */
final class SshClient {

    /** Connections at a time, over all nodes: each is a process on this host. */
    private static final int AT_ONCE_MAX = 32;

    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(3);
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C", "HOME", System.getProperty("user.home", "/"));

    private final SshConfig config;
    private final Semaphore slots = new Semaphore(AT_ONCE_MAX);

    SshClient(SshConfig config) {
        this.config = config;
    }

    /** Runs a POSIX shell script on a node and gives what it printed. */
    CommandResult run(String node, String script, int bytesMax) throws InterruptedException {
        if (!node.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new LaunchFailedException("not a host name: '" + node + "'");
        }
        slots.acquire();
        try {
            CommandResult result = Commands.run(command(node), ENVIRONMENT, script, ANSWER_LIMIT, bytesMax);
            if (!result.fine()) {
                throw new LaunchFailedException(
                        node + " cannot be asked over SSH as " + config.user() + ": " + result.complaint());
            }
            return result;
        } catch (IOException e) {
            throw new LaunchFailedException(
                    "cannot run ssh. Maybe the OpenSSH client is not installed on this host", e);
        } finally {
            slots.release();
        }
    }

    private List<String> command(String node) {
        List<String> words = new ArrayList<>(List.of("ssh", "-T", "-x", "-a"));
        words.addAll(List.of(
                "-F",
                config.clientConfig().map(Object::toString).orElse("none"),
                "-l",
                config.user(),
                "-i",
                "" + config.key()));
        for (String option : List.of(
                "BatchMode=yes",
                "StrictHostKeyChecking=yes",
                "UserKnownHostsFile=" + config.knownHosts(),
                "GlobalKnownHostsFile=/dev/null",
                "UpdateHostKeys=no",
                "VerifyHostKeyDNS=no",
                "IdentitiesOnly=yes",
                "IdentityAgent=none",
                "PreferredAuthentications=publickey",
                "ForwardAgent=no",
                "ForwardX11=no",
                "ClearAllForwardings=yes",
                "PermitLocalCommand=no",
                "EscapeChar=none",
                "LogLevel=ERROR",
                "ConnectTimeout=" + Math.max(1, config.connectWithin().toSeconds()),
                "ConnectionAttempts=1",
                "ServerAliveInterval=5",
                "ServerAliveCountMax=3")) {
            words.addAll(List.of("-o", option));
        }
        words.addAll(List.of("--", node, "exec /bin/sh -s"));
        return words;
    }
}
