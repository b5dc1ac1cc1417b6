/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.truth;

/** What can be wrong with a node that looks fine from outside. Checkpoints keep the name. */
public enum Defect {
    NONE("", 0, 0),
    /** One NIC does not reach line rate. */
    NIC("defect.kind.nic", 0.20, 0.85),
    /** The PCIe link of one GPU is slow. */
    COPY("defect.kind.copy", 0.25, 0.80),
    /** One GPU computes wrong. */
    COMPUTE("defect.kind.compute", 0.60, 0.88),
    /** The GPUs of the node are slow together. */
    COLLECTIVE("defect.kind.collective", 0.45, 0.85);

    private final String rate;
    private final double worst;
    private final double mildest;

    Defect(String rate, double worst, double mildest) {
        this.rate = rate;
        this.worst = worst;
        this.mildest = mildest;
    }

    /** The name of its weight in {@link Rates}. */
    public String rate() {
        return rate;
    }

    /** The share of the healthy figure that is left, between the worst and the mildest for {@code u} in [0, 1). */
    public double left(double u) {
        return worst + (mildest - worst) * u;
    }
}
