/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Repair orders as a technician's walk: by hall, row and rack, the shortest way first found and then improved, as CSV and as
 * a printable PDF whose QR codes name order, move and port.
 */
@NullMarked
package io.plimsoll.fabric.worklist;

import org.jspecify.annotations.NullMarked;
