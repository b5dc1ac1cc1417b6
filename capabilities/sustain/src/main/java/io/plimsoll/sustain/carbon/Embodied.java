/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.carbon;

import java.util.List;

/**
 * What was emitted to make GPUs, as declared by the vendor and as modelled, with the interval between. For the H100 they differ
 * by a factor of 3.5, so a bare number says little.
 *
 * @param low the smaller of both, tonnes for all
 * @param high the larger of both
 * @param factor high over low
 */
public record Embodied(String gpu, int count, double low, double high, double factor, List<Estimate> estimates) {

    /**
     * @param kgEach kg CO2e a GPU, cradle to gate
     * @param kind {@code declared} or {@code modelled}
     */
    public record Estimate(String kind, double kgEach, double tonnes, String method, String source) {}

    private static final String NVIDIA =
            "NVIDIA, HGX H100 product carbon footprint summary: 1,312 kg a baseboard of 8, ISO 14067,"
                    + " reviewed by WSP";

    /** GPUs of the type H100 SXM: the vendor's 1,312 kg for a baseboard of eight, and Boavizta's model of the same GPU. */
    public static Embodied h100(int count, Boavizta.Gpu model) {
        return of(
                "H100 SXM",
                count,
                List.of(
                        estimate("declared", 1312.0 / 8, count, "product carbon footprint, cradle to gate", NVIDIA),
                        estimate(
                                "modelled",
                                Boavizta.gpu(model).total(),
                                count,
                                "bottom-up from die areas and masses",
                                "Boavizta GPU formula, release 2.4")));
    }

    /** Any estimates of one GPU. */
    public static Embodied of(String gpu, int count, List<Estimate> estimates) {
        double low = estimates.stream().mapToDouble(Estimate::tonnes).min().orElseThrow();
        double high = estimates.stream().mapToDouble(Estimate::tonnes).max().orElseThrow();
        return new Embodied(gpu, count, low, high, high / low, List.copyOf(estimates));
    }

    /** One estimate for so many GPUs. */
    public static Estimate estimate(String kind, double kgEach, int count, String method, String source) {
        return new Estimate(kind, kgEach, kgEach * count / 1000, method, source);
    }

    /**
     * The share of a server's making that falls on a use: SCI, {@code M = TE x TR/EL x RR/ToR}.
     *
     * @param total TE, in any mass
     * @param reserved TR over the life EL, in the same time unit
     * @param share RR/ToR, the share of the server's resources
     */
    public static double allocated(double total, double reserved, double life, double share) {
        return total * reserved / life * share;
    }
}
