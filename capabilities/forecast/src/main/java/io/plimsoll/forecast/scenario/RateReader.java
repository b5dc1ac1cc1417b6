/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.scenario;

import io.plimsoll.forecast.scenario.Scenario.UnitClass;
import java.util.List;
import java.util.Optional;

/** Reads how often something happens, and how surely that is known. */
final class RateReader {

    private static final double YEAR = 365;
    private static final List<String> FORMS = List.of(
            "perThousandNodeDays", "perNodeDay", "perNodeYear", "perGpuYear", "perHundredGpuYears", "scaleDays");

    private RateReader() {}

    /**
     * @param uncertainty coefficient of variation
     */
    record Rate(double perNodeDay, double uncertainty) {}

    /** One of the forms, or counts: {@code observed: {failures, nodeDays}}. */
    static Rate failure(Node n, Optional<UnitClass> unitClass) {
        int gpus = unitClass.map(UnitClass::gpusPerNode).orElse(1);
        double uncertainty = n.get("uncertainty").number(0, 0, 3);
        if (n.has("observed")) {
            return observed(n.get("observed"), "nodeDays");
        }
        double perNodeDay = Double.NaN;
        int given = 0;
        for (String form : FORMS) {
            if (n.has(form)) {
                given++;
                double value = n.get(form).number(Double.NaN, form.equals("scaleDays") ? 1e-3 : 0, 1e9);
                perNodeDay = switch (form) {
                    case "perThousandNodeDays" -> value / 1000;
                    case "perNodeDay" -> value;
                    case "perNodeYear" -> value / YEAR;
                    case "perGpuYear" -> value * gpus / YEAR;
                    case "perHundredGpuYears" -> value * gpus / YEAR / 100;
                    default -> 1 / value;
                };
            }
        }
        if (given != 1) {
            n.problem(
                    given + " rates",
                    n.path() + ": one of " + String.join(", ", FORMS) + ", or observed: {failures, nodeDays}",
                    "a rate without a source has no default");
        }
        return new Rate(perNodeDay, uncertainty);
    }

    static Rate shock(Node n) {
        double uncertainty = n.get("uncertainty").number(0, 0, 3);
        if (n.has("observed")) {
            return observed(n.get("observed"), "days");
        }
        return new Rate(n.get("perYear").number(Double.NaN, 0, 1e6) / YEAR, uncertainty);
    }

    /** Jeffreys' prior: the rate's posterior is gamma with shape failures + 1/2. */
    private static Rate observed(Node n, String exposure) {
        double failures = n.get("failures").number(Double.NaN, 0, 1e9);
        double days = n.get(exposure).number(Double.NaN, 1e-6, 1e12);
        return new Rate((failures + 0.5) / days, 1 / Math.sqrt(failures + 0.5));
    }
}
