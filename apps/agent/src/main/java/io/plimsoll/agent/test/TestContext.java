/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import io.plimsoll.agent.inventory.Inventory;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a test is given.
 *
 * @param duration how long it is meant to work
 * @param folder where it may write; its own files are gone when it ends
 */
public record TestContext(String test, Duration duration, Inventory inventory, Path folder) {

    /** What our own tests call themselves in a log. */
    public String tool() {
        return "plimsoll-agent 0.1.0 " + test;
    }
}
