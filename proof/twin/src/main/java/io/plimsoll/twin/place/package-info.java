/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A generated year of a site: meters, energy certificates and what the site says of itself. None of it was measured. */
@NullMarked
package io.plimsoll.twin.place;

import org.jspecify.annotations.NullMarked;
