/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import java.util.List;
import java.util.Optional;

/**
 * What computes products of one arithmetic on a device, and which slot computes what: tile {@code t}, counted along the rows of
 * the result, is computed by slot {@code (t + shift) mod slots}.
 *
 * @param name in words
 * @param rows of a tile; the rows of a result are a multiple of it
 * @param columns of a tile; the columns of a result are a multiple of it
 * @param left faster kernels that were not taken, each with the reason
 * @param doubt a faster kernel gave wrong results where this one gave right ones: either the device or that kernel is wrong
 */
public record GemmKernel(String name, int rows, int columns, List<String> left, Optional<String> doubt) {

    public GemmKernel {
        left = List.copyOf(left);
    }

    /** One that nothing faster was tried beside. */
    public static GemmKernel plain(String name, int tile) {
        return new GemmKernel(name, tile, tile, List.of(), Optional.empty());
    }

    /** The number of the tile that an element of a result of n columns lies in. */
    public int tile(int row, int column, int n) {
        return row / rows * (n / columns) + column / columns;
    }
}
