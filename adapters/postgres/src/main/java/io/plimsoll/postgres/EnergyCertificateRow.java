/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;

/**
 * An energy certificate on the record.
 *
 * @param id 0 before it is there
 * @param first serial of its first watt-hour, and the last one's
 * @param claimedWh how many of them are retired
 */
public record EnergyCertificateRow(
        long id,
        String name,
        String device,
        String source,
        String zone,
        Instant from,
        Instant to,
        Instant expires,
        long first,
        long last,
        String origin,
        long claimedWh) {}
