/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.carbon;

/**
 * Kilograms CO2e to make a server's parts, by the bottom-up method that Boavizta documents (doc.api.boavizta.org, formulas of
 * release 2.4; the constants are facts cited from there, no file of theirs is used). Results are modelled, not declared.
 */
public final class Boavizta {

    private static final double WAFER_RADIUS_MM = 150;

    private Boavizta() {}

    /**
     * What a GPU is made of and how far it travels. {@link #defaults()} are those of the documented default GPU.
     *
     * @param kg mass of the whole board
     * @param pwbCm2 printed wiring board
     * @param vramDies dies that hold {@code vramGb} together
     */
    public record Gpu(
            double kg,
            double heatsinkKg,
            double casingKg,
            double pwbCm2,
            double dieMm2,
            double vramGb,
            int vramDies,
            double boatKm,
            double truckKm,
            double planeKm) {

        public static Gpu defaults() {
            return new Gpu(1.69, 0.90, 0.79, 296, 814, 80, 6, 19_000, 1_000, 0);
        }
    }

    /**
     * Silicon that one die costs with what is lost at the wafer's edge and to defects: {@code w = sqrt(a) + 0.2 mm},
     * {@code n = S/A - 300 pi / sqrt(2A)} dies a wafer of 300 mm, yield {@code exp(-sqrt(0.001 A))}.
     */
    public static double effectiveDieMm2(double dieMm2) {
        double side = Math.sqrt(dieMm2) + 0.2;
        double area = side * side;
        double wafer = Math.PI * WAFER_RADIUS_MM * WAFER_RADIUS_MM;
        double dies = wafer / area - 2 * WAFER_RADIUS_MM * Math.PI / Math.sqrt(2 * area);
        return wafer / dies / Math.exp(-Math.sqrt(0.001 * area));
    }

    /** The parts of a GPU's footprint, in kg CO2e. */
    public record GpuFootprint(double total, double die, double vram, double board, double transport) {}

    public static GpuFootprint gpu(Gpu g) {
        double die = effectiveDieMm2(g.dieMm2()) * 0.042592;
        double vramDie = 15.5 * g.vramGb() / g.vramDies();
        double vram = g.vramDies() * effectiveDieMm2(vramDie) * 0.18379;
        double board =
                g.casingKg() * 8.2542 + g.heatsinkKg() * 5.7412 + g.pwbCm2() * 0.032549 + g.kg() * (0.25955 + 1.5062);
        double transport = g.kg() * (g.boatKm() * 1.33e-5 + g.truckKm() * 5.04e-5 + g.planeKm() * 2.11e-3);
        return new GpuFootprint(die + vram + board + transport, die, vram, board, transport);
    }

    public static double cpu(double dieMm2) {
        return dieMm2 * 0.0197 + 9.14;
    }

    public static double ram(double gb, double gbPerCm2) {
        return gb / gbPerCm2 * 2.2 + 5.22;
    }

    public static double ssd(double gb, double gbPerCm2) {
        return gb / gbPerCm2 * 2.2 + 6.34;
    }

    public static double hdd() {
        return 31.11;
    }

    public static double powerSupply(double kg) {
        return 24.3 * kg;
    }

    public static double mainboard() {
        return 66.1;
    }

    public static double rackCase() {
        return 150;
    }

    public static double assembly() {
        return 6.68;
    }
}
