/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.cli.CommandProvider;
import java.util.List;

/** Adds {@code plimsoll bench} to the command line. */
public final class BenchCommands implements CommandProvider {

    @Override
    public List<Object> commands() {
        return List.of(new BenchCommand());
    }
}
