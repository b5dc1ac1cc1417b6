/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.gemm;

import java.util.List;

/**
 * What is wrong with one product, confirmed element by element against exact recomputation.
 *
 * @param elements that are wrong, at most {@link Locator#LISTED_MAX}
 * @param wrongChecksums rows and columns whose checksum is wrong while each element in them is right: the summing failed
 * @param unresolved rows and columns whose checksum is wrong and in which no wrong element was confirmed within the bound
 */
public record Located(List<Element> elements, List<String> wrongChecksums, int unresolved) {

    public static final Located CLEAN = new Located(List.of(), List.of(), 0);

    /** One wrong result: where, which slot and unit (SM) computed it, the integer that it must be and the bits that were seen. */
    public record Element(int row, int column, int tile, int slot, int unit, long expected, long seenBits) {}

    public Located {
        elements = List.copyOf(elements);
        wrongChecksums = List.copyOf(wrongChecksums);
    }

    public boolean clean() {
        return elements.isEmpty() && wrongChecksums.isEmpty() && unresolved == 0;
    }
}
