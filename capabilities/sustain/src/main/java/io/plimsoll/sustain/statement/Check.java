/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

/**
 * A rule that a statement was held against.
 *
 * @param verdict {@code MET}, {@code NOT_MET}, {@code UNKNOWN} or {@code NOT_YET} before its date
 */
public record Check(String rule, String verdict, String value, String limit, String from, String law, String says) {}
