/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.fault;

/** A way in which a device goes wrong. */
public sealed interface Fault {

    /** One bit of one result of one computation: the {@code nth} product from the beginning, the first is 0. */
    record Transient(int nth, int row, int column, long mask) implements Fault {}

    /** The same bits of the same result in every computation. */
    record Repeatable(int row, int column, long mask) implements Fault {}

    /** The same bits of every result that one slot (SM) computes, always. */
    record BadSlot(int slot, long mask) implements Fault {}

    /** The checksum of a row, always; the results are right. */
    record BadChecksum(int row, long mask) implements Fault {}

    /** A bit turns over on the way to the device or in its memory: in the {@code nth} write, at a byte. */
    record BadInput(int nth, long at, int mask) implements Fault {}

    /** A cell that holds 1 (or 0) whatever is written to it. */
    record StuckBit(long word, int bit, boolean one) implements Fault {}

    /** A write to one word lands in the other too. */
    record Alias(long written, long lands) implements Fault {}

    /** A cell that loses its 1 while nothing happens. */
    record Fading(long word, int bit) implements Fault {}

    /** A cell that turns over when its neighbours are opened this often. */
    record Disturbed(long word, int bit, long times) implements Fault {}
}
