/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;

/**
 * Serials of a certificate that are retired for one hour of load.
 *
 * @param coversWh what of them reached the load; storage may have lost the rest
 */
public record EnergyClaim(long certificate, long first, long last, Instant hour, String zone, long coversWh) {}
