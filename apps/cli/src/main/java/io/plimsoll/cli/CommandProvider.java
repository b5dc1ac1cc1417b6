/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli;

import java.util.List;

/**
 * A room above the command line that adds commands to it, found by {@link java.util.ServiceLoader}. So {@code plimsoll
 * demo} and {@code plimsoll bench} stand in the same help as all others, and this room imports neither.
 */
public interface CommandProvider {
    /** Objects annotated with picocli's {@code @Command}, made anew on each call. */
    List<Object> commands();
}
