/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/**
 * What one meter of a site counted by the hour of a year: a projection of its files.
 *
 * @param detail the meter and what happened to it, as JSON; empty in rows of an earlier release
 * @param fileId newest file that went into it
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of hours; never compared
public record MeterHoursRow(String meter, String point, String parent, double[] amounts, String detail, long fileId) {}
