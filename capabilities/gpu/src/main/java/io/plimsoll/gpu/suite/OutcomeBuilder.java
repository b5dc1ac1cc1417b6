/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Device;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Gathers what one test finds. */
final class OutcomeBuilder {

    private static final int ERRORS_MAX = 50;

    private final String test;
    private final Device device;
    private final long begin;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<UnitAccount> units = new ArrayList<>();
    private long errorsDropped;

    OutcomeBuilder(String test, Device device) {
        this.test = test;
        this.device = device;
        begin = device.nanos();
    }

    void measure(String metric, double value, String unit) {
        measure(metric, value, unit, device.info().scope());
    }

    void measure(String metric, double value, String unit, String scope) {
        figures.add(new Figure(metric, value, unit, scope));
    }

    void count(String metric, long value) {
        measure(metric, (double) value, "count");
    }

    void error(String text) {
        if (errors.size() < ERRORS_MAX) {
            errors.add(text);
        } else {
            errorsDropped++;
        }
    }

    void note(String text) {
        notes.add(text);
    }

    void unit(UnitAccount unit) {
        units.add(unit);
    }

    boolean clean() {
        return errors.isEmpty();
    }

    TestOutcome end(Verdict verdict) {
        if (errorsDropped > 0) {
            errors.add("and " + errorsDropped + " more");
        }
        return new TestOutcome(test, verdict, (device.nanos() - begin) / 1e9, figures, errors, notes, units);
    }

    /** PASS where nothing was found wrong. */
    TestOutcome end() {
        return end(clean() ? Verdict.PASS : Verdict.FAIL);
    }
}
