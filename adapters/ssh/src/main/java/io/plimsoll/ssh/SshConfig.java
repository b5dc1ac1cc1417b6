/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a site's nodes are reached over SSH.
 *
 * @param spool a folder on this host, kept over restarts, that remembers on which nodes a campaign was
 * @param user on the nodes
 * @param key file of the private key; no agent is asked
 * @param knownHosts file of the nodes' host keys; a node that is not in it, or has another key, is refused
 * @param clientConfig an {@code ssh_config} of the site, for jump hosts, ports and addresses; none but this is read
 * @param connectWithin for how long a node may keep us waiting
 * @param remoteFolder on the node, below the user's home unless absolute
 * @param builtIn the command line of a test that Plimsoll brings; {@code {name}}, {@code {test}} and {@code {plan}} are replaced
 */
public record SshConfig(
        Path spool,
        String user,
        Path key,
        Path knownHosts,
        Optional<Path> clientConfig,
        Duration connectWithin,
        String remoteFolder,
        String builtIn) {

    /** Of a built-in test on a node: the command that the agent's package installs. */
    public static final String DEFAULT_BUILT_IN = "plimsoll agent test {name} --test {test} --plan {plan}";

    /** A site with plain nodes. */
    public static SshConfig of(Path spool, String user, Path key, Path knownHosts) {
        return new SshConfig(
                spool, user, key, knownHosts, Optional.empty(), Duration.ofSeconds(10), ".plimsoll", DEFAULT_BUILT_IN);
    }

    public SshConfig withClientConfig(Path sshConfig) {
        return new SshConfig(
                spool, user, key, knownHosts, Optional.of(sshConfig), connectWithin, remoteFolder, builtIn);
    }

    public SshConfig withKnownHosts(Path file) {
        return new SshConfig(spool, user, key, file, clientConfig, connectWithin, remoteFolder, builtIn);
    }
}
