/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import java.io.IOException;

/** One test that runs on this host. */
@FunctionalInterface
public interface HostTest {
    Ran run(TestContext context) throws IOException, InterruptedException;
}
