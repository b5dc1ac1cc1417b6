/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import java.util.List;

/**
 * All that a file of limits says.
 *
 * @param format {@code nhc-conf}, {@code dcgm-skus}, {@code superbench-rules} or {@code superbench-baseline}
 * @param checks what the file asks for without a number, for example {@code check_gpu_xid}
 * @param warnings what could not be read or is doubtful about the file as a whole
 */
public record FixedLimits(String format, List<FixedLimit> limits, List<String> checks, List<String> warnings) {

    public FixedLimits {
        limits = List.copyOf(limits);
        checks = List.copyOf(checks);
        warnings = List.copyOf(warnings);
    }
}
