/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Foreign commands: {@link io.plimsoll.process.Commands} runs one to its end within a time and an output limit, or starts one
 * that outlives this process. {@link io.plimsoll.process.ShellText} writes words so that a POSIX shell reads them unchanged.
 */
@NullMarked
package io.plimsoll.process;

import org.jspecify.annotations.NullMarked;
