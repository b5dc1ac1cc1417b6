/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Wiring laws as data, and the designer that carries them out.
 *
 * <p>A {@link io.plimsoll.fabric.design.Template} is a YAML file: counts, names, places and port numbers are small integer
 * expressions over loop variables. {@link io.plimsoll.fabric.design.FabricDesigner} evaluates it for a number of GPUs and
 * routes every cable through a {@link io.plimsoll.fabric.design.HallLayout}. Nothing about a particular fabric is in Java.
 */
@NullMarked
package io.plimsoll.fabric.design;

import org.jspecify.annotations.NullMarked;
