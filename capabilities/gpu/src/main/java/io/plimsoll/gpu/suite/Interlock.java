/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceInfo;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What load steps may do. A GPU that does not tell its power or temperature is not stepped at all.
 *
 * @param wattsMax above this nothing more is started; empty: 105 % of the limit that the device enforces
 * @param celsiusMax above this nothing more is started
 */
public record Interlock(OptionalDouble wattsMax, double celsiusMax) {

    private static final double ABOVE_LIMIT = 1.05;

    /** 105 % of the enforced power limit, and 90 degrees. */
    public static final Interlock DEFAULT = new Interlock(OptionalDouble.empty(), 90);

    /** Why no further step may be taken; empty where one may. */
    public Optional<String> refusal(DeviceInfo device, DeviceHealth now) {
        if (!device.silicon()) {
            return Optional.empty();
        }
        if (now.watts().isEmpty() || now.celsius().isEmpty()) {
            return Optional.of("the device does not tell its power and temperature");
        }
        OptionalDouble most = wattsMax.isPresent()
                ? wattsMax
                : now.wattsLimit().stream().map(w -> w * ABOVE_LIMIT).findFirst();
        if (most.isEmpty()) {
            return Optional.of("no power limit is known: none was given and the device tells none");
        }
        if (now.watts().getAsDouble() > most.getAsDouble()) {
            return Optional.of("it draws " + now.watts().getAsDouble() + " W, more than " + most.getAsDouble());
        }
        if (now.celsius().getAsDouble() > celsiusMax) {
            return Optional.of("it is at " + now.celsius().getAsDouble() + " degC, more than " + celsiusMax);
        }
        return Optional.empty();
    }
}
