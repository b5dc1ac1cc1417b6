/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

/**
 * A compiled integer expression of a template. Its variables live in one array of slots, so that a law can be evaluated
 * hundreds of thousands of times without a lookup.
 */
@FunctionalInterface
interface Expression {

    /**
     * @param slots the value of each variable, by the slot that the parser gave it
     * @throws ArithmeticException on division by zero or beyond 64 bits
     */
    long eval(long[] slots);
}
