/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceHealth;
import java.util.DoubleSummaryStatistics;
import java.util.Set;
import java.util.TreeSet;

/** Power, temperature and clocks sampled during a test. What the device does not tell is not measured. */
final class Sensors {

    private final Device device;
    private final DoubleSummaryStatistics watts = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics celsius = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics clock = new DoubleSummaryStatistics();
    private final Set<String> throttled = new TreeSet<>();

    Sensors(Device device) {
        this.device = device;
    }

    DeviceHealth sample() {
        DeviceHealth now = device.health();
        now.watts().ifPresent(watts);
        now.celsius().ifPresent(celsius);
        now.smMegahertz().ifPresent(clock);
        throttled.addAll(now.throttleReasons());
        return now;
    }

    void tell(OutcomeBuilder to, String test) {
        if (watts.getCount() > 0) {
            to.measure(test + "_power_max", watts.getMax(), "W");
        }
        if (celsius.getCount() > 0) {
            to.measure(test + "_temperature_max", celsius.getMax(), "degC");
        }
        if (clock.getCount() > 0) {
            to.note("SM clock " + (long) clock.getMin() + " to " + (long) clock.getMax() + " MHz");
        }
        if (!throttled.isEmpty()) {
            to.note("held down by: " + String.join(", ", throttled));
        }
    }
}
