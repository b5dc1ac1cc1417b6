/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

/** On which side of its limit a value has to be. */
public enum Comparison {
    AT_LEAST(">="),
    AT_MOST("<="),
    EQUAL("=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    public boolean holds(double value, double limit) {
        return switch (this) {
            case AT_LEAST -> value >= limit;
            case AT_MOST -> value <= limit;
            case EQUAL -> value == limit;
        };
    }
}
