/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.function.BooleanSupplier;

/** The time that a search may take, counted from when it was made. */
final class Deadline implements BooleanSupplier {

    private static final double SECONDS_MAX = 86_400;

    private final long start = System.nanoTime();
    private final double seconds;

    Deadline(double seconds) {
        if (!(seconds > 0 && seconds <= SECONDS_MAX)) {
            throw new BadInputException(
                    new InputProblem("--seconds", 0, "" + seconds, "more than 0, at most " + (int) SECONDS_MAX));
        }
        this.seconds = seconds;
    }

    @Override
    public boolean getAsBoolean() {
        return spent() >= seconds;
    }

    /** Seconds since the start. */
    double spent() {
        return (System.nanoTime() - start) / 1e9;
    }
}
