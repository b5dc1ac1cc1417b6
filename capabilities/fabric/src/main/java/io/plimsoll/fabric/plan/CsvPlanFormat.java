/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import java.util.List;

/** The columns of our own CSV. */
final class CsvPlanFormat {

    static final String A_DEVICE = "a_device";

    /**
     * One header for all rows. The first column says what a row is: {@code cable} (also when the column is missing),
     * {@code device}, {@code plan} or {@code parameter}.
     */
    static final List<String> COLUMNS = List.of(
            "record",
            "id",
            A_DEVICE,
            "a_port",
            "b_device",
            "b_port",
            "state",
            "length_dm",
            "media",
            "speed",
            "label_a",
            "label_b",
            "colour",
            "bundle",
            "install_order",
            "kind",
            "model",
            "tier",
            "scalable_unit",
            "rail",
            "gpus",
            "hall",
            "row",
            "rack",
            "rack_unit",
            "value");

    static final List<String> REQUIRED = List.of(A_DEVICE, "a_port", "b_device", "b_port");

    private CsvPlanFormat() {}
}
