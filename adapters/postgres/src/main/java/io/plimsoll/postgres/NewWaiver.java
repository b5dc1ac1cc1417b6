/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.List;

/**
 * See {@link WaiverRow}.
 *
 * @param nodes empty for every node of the site
 */
public record NewWaiver(
        String test, List<String> nodes, String owner, String reason, Instant expiresAt, long priceCents) {}
