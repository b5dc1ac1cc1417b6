/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;

/**
 * The time that a site's units have lived through, by when the facts became true.
 *
 * @param first when the site's first plan was imported
 * @param last the latest step of a unit; for a simulated site this is what its clock shows
 */
public record SiteSpan(Instant first, Instant last) {}
