/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import io.plimsoll.model.Verdict;

/**
 * What the tool itself says. It is heard, and it is never enough for a PASS.
 *
 * @param line where the log says it, counted from 1; 0 if nowhere in particular
 */
public record ToolVerdict(Verdict verdict, String scope, long line, String text) {}
