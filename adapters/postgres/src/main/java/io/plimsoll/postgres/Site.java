/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.AssuranceLevel;

/**
 * One place with halls, racks and a fabric.
 *
 * @param name short and unique, used in addresses: lower-case letters, digits and hyphens
 * @param timeZone for example {@code Europe/Oslo}; used at the edge only
 * @param simulated whether a twin made it; every page says so
 * @param requiredAssurance how well each cable of a unit must be verified before the unit is CABLED
 */
public record Site(
        long id, String name, String title, String timeZone, boolean simulated, AssuranceLevel requiredAssurance) {}
