/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.Optional;

/**
 * Which repair orders to list, worst first, then by id.
 *
 * @param hall empty for all
 * @param row empty for all
 * @param offset how many to pass over
 * @param limit at most 100,000: a worklist wants all of them
 */
public record RepairOrderQuery(Optional<RepairOrderRow.Status> status, String hall, String row, int offset, int limit) {
    public static RepairOrderQuery notClosed() {
        return new RepairOrderQuery(Optional.empty(), "", "", 0, 100_000);
    }
}
