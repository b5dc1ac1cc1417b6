/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Run short in every build on its seeds; fuzz for long with {@code JAZZER_FUZZ=1}. */
final class ObservedReaderFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            DumpMutationTest.readOrRefuse(bytes);
        }
    }
}
