/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.text;

import io.plimsoll.twin.engine.Dice;
import io.plimsoll.twin.engine.Dice.For;
import io.plimsoll.twin.truth.PhysicalSite;

/** What the makers engraved: serials and hardware addresses of whatever stands at a place now. */
public record Serials(PhysicalSite site, Dice dice) {

    private static final long HCA_BLOCK = 0xe09d7303_00000000L;
    private static final long SWITCH_BLOCK = 0x2c5eab03_00000000L;

    /** Of the tray or switch at this place. */
    public String tray(int device) {
        return serial(device, 31, site.trayNumber(device));
    }

    public String gpu(int device, int slot) {
        return serial(device, slot, site.gpuNumber(device, slot) + 100L * site.trayNumber(device));
    }

    public String nic(int device, int slot) {
        return "MT" + serial(device, 16 + slot, site.nicNumber(device, slot) + 100L * site.trayNumber(device));
    }

    /** The GPU's UUID as tools print it. */
    public String gpuUuid(int device, int slot) {
        long a = dice.bits(For.SERIAL, part(device, slot), 7L + site.gpuNumber(device, slot));
        long b = dice.bits(For.SERIAL, part(device, slot), 1_007L + site.gpuNumber(device, slot));
        return "GPU-%08x-%04x-%04x-%04x-%012x"
                .formatted(a >>> 32, a >>> 16 & 0xffff, a & 0xffff, b >>> 48, b & 0xffff_ffff_ffffL);
    }

    /** A switch's GUID; the ones after it belong to its ports and its aggregation engine. */
    public static long switchGuid(int device) {
        return SWITCH_BLOCK + (device + 1L) * 0x40;
    }

    /** A NIC's GUID: those of one tray are neighbours until one is replaced. */
    public long hcaGuid(int device, int slot) {
        int number = site.nicNumber(device, slot);
        long place = (long) device * PhysicalSite.PARTS_MAX + slot;
        return number == 0 ? HCA_BLOCK + (place + 1) * 8 : HCA_BLOCK + 0x80_0000 + place * 0x100 + number * 8L;
    }

    private String serial(int device, int slot, long number) {
        return "%013d".formatted(Math.floorMod(dice.bits(For.SERIAL, part(device, slot), number), 10_000_000_000_000L));
    }

    private static long part(int device, int slot) {
        return device * 32L + slot;
    }
}
