/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What each XID and SXid means and what is to be done, as data with a source and a version; the decoding of NVLink 5 errors; where the peers disagree. */
@NullMarked
package io.plimsoll.health.catalog;

import org.jspecify.annotations.NullMarked;
