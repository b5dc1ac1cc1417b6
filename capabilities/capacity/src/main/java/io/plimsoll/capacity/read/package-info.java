/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** One file a foreign or own format: ledgers as CSV and JSON, contract lines as YAML and JSON, break-fix records, a fault trace. */
@NullMarked
package io.plimsoll.capacity.read;

import org.jspecify.annotations.NullMarked;
