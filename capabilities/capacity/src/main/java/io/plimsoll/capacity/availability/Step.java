/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.availability;

/**
 * A span in which promise and delivery stayed the same.
 *
 * @param from epoch second
 * @param until epoch second, exclusive
 * @param promised in the contract's unit
 * @param deliverable in the contract's unit, topology counted
 * @param physical what is up, topology not counted: GPUs for a GPU contract, else nodes
 */
public record Step(long from, long until, int promised, int deliverable, int physical) {

    /** Units that lack; never negative. */
    public int missing() {
        return Math.max(0, promised - deliverable);
    }
}
