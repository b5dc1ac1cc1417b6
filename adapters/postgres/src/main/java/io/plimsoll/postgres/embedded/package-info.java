/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A PostgreSQL of our own: {@link io.plimsoll.postgres.embedded.Binaries} unpacks it, {@link
 * io.plimsoll.postgres.embedded.EmbeddedPostgres} makes, starts and stops one cluster in one folder.
 *
 * <p>The folder belongs to one process at a time, by a file lock that the kernel gives back when the process dies,
 * however it dies. Whoever holds the lock may therefore stop any server that is still running on the folder: it is an
 * orphan. As root, PostgreSQL's programs run where they do not see themselves as root: {@link
 * io.plimsoll.postgres.embedded.RunAs}.
 */
@NullMarked
package io.plimsoll.postgres.embedded;

import org.jspecify.annotations.NullMarked;
