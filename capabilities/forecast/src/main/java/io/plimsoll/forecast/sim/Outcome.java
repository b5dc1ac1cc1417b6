/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.sim;

/**
 * What one replication gave. Arrays are by commitment, class, part or crew in the order of the scenario; integrals are in units
 * times days within the horizon.
 */
public final class Outcome {

    public final double[] worstWindow;
    public final double[] meanWindow;
    public final int[] windows;
    public final int[] breaches;
    public final double[] credits;
    public final double[] downDays;
    public final double[] racksShortDays;
    public final double[] waitingPartDays;
    public final double[] waitingCrewDays;
    public final double[] busyDays;
    public final double[][] downHistogram;

    /** By commitment and week: deliverable units, and the share of the promise by its own measure; no weeks unless asked for. */
    public final double[][] weekUnits;

    public final double[][] weekShare;
    public long failures;
    public long events;

    /** Of importance sampling: the likelihood ratio against the true law; 1 without it. */
    public double weight = 1;

    Outcome(Layout layout, int weeks) {
        int commitments = layout.commitmentClass.length;
        int classes = layout.scenario.fleet().size();
        worstWindow = new double[commitments];
        meanWindow = new double[commitments];
        windows = new int[commitments];
        breaches = new int[commitments];
        credits = new double[commitments];
        weekUnits = new double[commitments][weeks];
        weekShare = new double[commitments][weeks];
        downDays = new double[classes];
        racksShortDays = new double[classes];
        downHistogram = new double[classes][];
        for (int c = 0; c < classes; c++) {
            downHistogram[c] =
                    new double[Math.min(layout.scenario.fleet().get(c).nodes(), 1023) + 1];
        }
        waitingPartDays = new double[layout.scenario.parts().size()];
        waitingCrewDays = new double[layout.scenario.crews().size()];
        busyDays = new double[layout.scenario.crews().size()];
        java.util.Arrays.fill(worstWindow, Double.POSITIVE_INFINITY);
    }
}
