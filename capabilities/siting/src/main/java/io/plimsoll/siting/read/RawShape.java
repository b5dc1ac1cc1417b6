/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import java.util.List;

/**
 * A geometry as it was read, not yet checked.
 *
 * @param coordinates a {@code double[]} for a position, else a list of such or of lists
 * @param parts of a geometry collection
 */
record RawShape(String type, Object coordinates, List<RawShape> parts) {}
