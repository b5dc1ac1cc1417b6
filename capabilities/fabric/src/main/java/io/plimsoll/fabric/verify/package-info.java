/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Compares a plan with what was seen.
 *
 * <p>First every observed device is identified: by its name, by the wiring around it (colour refinement with port numbers), by
 * the GUIDs of its siblings on the same board. Then both wirings are matchings over the same ports; where they differ, the
 * difference falls apart into alternating cycles and paths, and each of these has one cheapest repair. These are folded into
 * repair orders, and the orders are carried out in simulation to show that nothing is left.
 */
@NullMarked
package io.plimsoll.fabric.verify;

import org.jspecify.annotations.NullMarked;
