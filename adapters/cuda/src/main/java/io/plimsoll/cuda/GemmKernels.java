/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceException;
import io.plimsoll.gpu.GemmKernel;
import io.plimsoll.gpu.gemm.GemmBench;
import io.plimsoll.gpu.gemm.Inputs;
import io.plimsoll.gpu.gemm.Located;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses what computes products. A faster kernel is tried before it counts: it must give the known answer of one row of tiles at
 * full depth. One that the driver does not take is left and told. One that answers wrong is left too, and a doubt: where the
 * kernel for all answers right, either the matrix units are wrong in the faster way, or our kernel is.
 */
final class GemmKernels {

    private static final int TRIAL_ROWS = 128;
    private static final int TRIAL_COLUMNS = 512;
    private static final int TRIAL_DEPTH = 8192;
    private static final int TRIAL_ROUNDS = 3;
    /** A trial takes no more than this share of the memory that is free. */
    private static final long TRIAL_SHARE = 16;

    private static final long TRIAL_SEED = 20_261_124;

    private record Chosen(GemmVariant variant, GemmKernel told) {}

    private final Device device;
    private final int capability;
    private final Map<Arithmetic, Chosen> chosen = new EnumMap<>(Arithmetic.class);

    GemmKernels(Device device, int capability) {
        this.device = device;
        this.capability = capability;
    }

    GemmVariant variant(Arithmetic arithmetic) {
        return choice(arithmetic).variant;
    }

    GemmKernel told(Arithmetic arithmetic) {
        return choice(arithmetic).told;
    }

    private Chosen choice(Arithmetic arithmetic) {
        Chosen known = chosen.get(arithmetic);
        return known != null ? known : choose(arithmetic);
    }

    /** While a kernel is tried it is the chosen one, so that the product below is computed by it. */
    private Chosen choose(Arithmetic arithmetic) {
        List<String> left = new ArrayList<>();
        Optional<String> doubt = Optional.empty();
        List<GemmVariant> all = GemmVariant.of(capability, arithmetic);
        for (GemmVariant one : all.subList(0, all.size() - 1)) {
            chosen.put(arithmetic, new Chosen(one, one.told(left, doubt)));
            try {
                Located found = trial(arithmetic);
                if (found.clean()) {
                    return chosen.get(arithmetic);
                }
                doubt = Optional.of("the kernel by " + one.title() + " gave wrong results in its trial ("
                        + found.elements().size() + " found, the first "
                        + found.elements().stream()
                                .findFirst()
                                .map(Object::toString)
                                .orElse("in a checksum")
                        + "); this device is wrong there, or that kernel is");
            } catch (DeviceException e) {
                left.add("the kernel by " + one.title() + " was not taken: " + e.getMessage());
            }
        }
        GemmVariant last = all.getLast();
        Chosen fallback = new Chosen(last, last.told(left, doubt));
        chosen.put(arithmetic, fallback);
        return fallback;
    }

    private Located trial(Arithmetic arithmetic) {
        int depth = (int) Math.min(TRIAL_DEPTH, arithmetic.depthMax() / 128 * 128);
        while (depth > 128
                && TRIAL_SHARE * 4 * arithmetic.bytes((long) TRIAL_COLUMNS * depth)
                        > device.info().memoryFree()) {
            depth /= 2;
        }
        try (GemmBench bench =
                new GemmBench(device, new Inputs(arithmetic, TRIAL_ROWS, TRIAL_COLUMNS, depth, TRIAL_SEED))) {
            Located found = Located.CLEAN;
            for (int i = 0; i < TRIAL_ROUNDS && found.clean(); i++) {
                found = bench.round().located();
            }
            return found;
        }
    }
}
