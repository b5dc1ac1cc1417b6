/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.GemmKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of the kernels that compute the same product.
 *
 * @param module its PTX
 * @param prefix of the kernel's name, before that of the arithmetic
 * @param maps whether the factors are handed over as tensor maps, and the depth in bytes
 * @param rows and {@code columns} of a tile
 * @param sharedBytes of a block
 */
record GemmVariant(
        String title, String module, String prefix, boolean maps, int rows, int columns, int threads, int sharedBytes) {

    private static final int TILE = 128;
    /** Bytes of depth that a box has. */
    static final int BOX_BYTES = 128;

    /** What a ring of stages takes, with its barriers and room to begin at a multiple of 1,024. */
    private static int ring(int columns, int stages) {
        return stages * (TILE + columns) * BOX_BYTES + 1024 + 16 * stages + 64;
    }

    /** The kernels for an arithmetic on a compute capability (90 for 9.0), the fastest first and the one for all last; none where it has none. */
    static List<GemmVariant> of(int capability, Arithmetic arithmetic) {
        List<GemmVariant> all = new ArrayList<>();
        boolean fp8 = arithmetic == Arithmetic.FP8_E4M3 || arithmetic == Arithmetic.FP8_E5M2;
        if (capability == 90 && arithmetic != Arithmetic.FP64 && arithmetic != Arithmetic.FP4) {
            int columns = fp8 ? 128 : 256;
            all.add(new GemmVariant(
                    "wgmma with TMA", "gemm_sm90", "gemm_sm90_", true, TILE, columns, 384, ring(columns, fp8 ? 6 : 4)));
        }
        boolean tensorMemory = !arithmetic.integerResult() && arithmetic != Arithmetic.FP64;
        if (capability >= 100 && capability < 110 && tensorMemory) {
            all.add(new GemmVariant(
                    "tcgen05 with TMA", "gemm_sm100", "gemm_sm100_", true, TILE, 256, 384, ring(256, 4)));
        }
        if (arithmetic == Arithmetic.FP4) {
            return all; // only tensor memory has the scales that its instructions need
        }
        int shared = arithmetic == Arithmetic.FP64 ? 0 : 3 * 2 * TILE * 80;
        all.add(new GemmVariant("mma.sync", fp8 ? "gemm_fp8" : "gemm", "gemm_", false, TILE, TILE, 256, shared));
        return all;
    }

    String function(Arithmetic arithmetic) {
        return prefix + arithmetic.name().toLowerCase(Locale.ROOT);
    }

    GemmKernel told(List<String> left, Optional<String> doubt) {
        return new GemmKernel(title, rows, columns, left, doubt);
    }
}
