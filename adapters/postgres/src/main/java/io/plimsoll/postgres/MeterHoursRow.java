/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/** One meter's amounts by the hour of a year: watt-hours, or cubic metres at a point of water. */
@SuppressWarnings("ArrayRecordComponent") // thousands of hours; never compared
public record MeterHoursRow(String meter, String point, String parent, double[] amounts, long fileId) {}
