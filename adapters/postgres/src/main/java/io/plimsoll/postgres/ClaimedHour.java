/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;

/**
 * What was retired for one hour.
 *
 * @param origin of the certificates
 * @param coversWh of the load
 * @param retiredWh serials that were used up, storage losses included
 */
public record ClaimedHour(Instant hour, String zone, String origin, long coversWh, long retiredWh) {}
