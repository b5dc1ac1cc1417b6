/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Campaigns over SSH, for nodes that no scheduler has yet. {@link io.plimsoll.ssh.SshLauncher} leaves a small script on each
 * node, in a session of its own, and comes back to look: neither a lost connection nor a killed server touches a test. The
 * client is the OpenSSH that the site has hardened already; see {@link io.plimsoll.ssh.SshClient} for what it is told.
 */
@NullMarked
package io.plimsoll.ssh;

import org.jspecify.annotations.NullMarked;
