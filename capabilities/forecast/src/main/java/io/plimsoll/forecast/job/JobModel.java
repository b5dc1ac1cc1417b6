/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.job;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What AIReSim (Lin, Pattabiraman and Patel, arXiv 2603.07041) takes as given, under its own names; times in minutes, rates a minute.
 *
 * @param values by AIReSim's parameter name
 * @param escalateFailedOnly whether only automated repairs that did not work go on to manual repair (their corrected code of
 *     September 2026), or that share of all (the paper, and their report of April 2026)
 */
public record JobModel(Map<String, Double> values, boolean escalateFailedOnly) {

    /** What their own report of the same inputs gives: mean and standard deviation over 30 replications. */
    public record Published(
            String source, int replications, double meanHours, double sdHours, double failures, double failuresSd) {}

    private static Map<String, Double> table1() {
        Map<String, Double> v = new LinkedHashMap<>();
        v.put("random_failure_rate", 0.01 / 1440);
        v.put("systematic_failure_rate_multiplier", 5.0);
        v.put("systematic_failure_fraction", 0.15);
        v.put("recovery_time", 20.0);
        v.put("host_selection_time", 3.0);
        v.put("job_size", 4096.0);
        v.put("job_length", 256 * 1440.0);
        v.put("warm_standbys", 16.0);
        v.put("working_pool_size", 4160.0);
        v.put("spare_pool_size", 200.0);
        v.put("preemption_wait_time", 20.0);
        v.put("auto_repair_time", 120.0);
        v.put("manual_repair_time", 2880.0);
        v.put("prob_auto_to_manual", 0.8);
        v.put("auto_repair_fail_prob", 0.4);
        v.put("manual_repair_fail_prob", 0.2);
        return v;
    }

    /** Table 1 of the paper. */
    public static JobModel paper() {
        return new JobModel(table1(), false);
    }

    /** Table 1 with the corrected escalation. */
    public static JobModel corrected() {
        return new JobModel(table1(), true);
    }

    public Published published() {
        return escalateFailedOnly
                ? new Published("docs/SIMULATION_REPORT.md of 2026-09-20", 30, 9_832.32, 32.02, 11_062.0, 96.1)
                : new Published("docs/SIMULATION_REPORT.md of 2026-04-02", 30, 9_865.97, 33.60, 11_145.6, 100.3);
    }

    public double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    public boolean asPublished() {
        return values.equals(table1());
    }

    /** With some values changed; wrong names and values are refused together. */
    public JobModel with(Map<String, String> changes) {
        Map<String, Double> all = new LinkedHashMap<>(values);
        java.util.List<InputProblem> wrong = new java.util.ArrayList<>();
        changes.forEach((name, text) -> {
            if (!all.containsKey(name)) {
                wrong.add(new InputProblem("--set", 0, name, "one of " + String.join(", ", all.keySet())));
                return;
            }
            double value = number(text);
            boolean share = name.contains("prob") || name.contains("fraction");
            boolean whole = name.endsWith("_size") || name.endsWith("standbys");
            if (!(value >= 0 && value < 1e9) || (share && value > 1) || (whole && value != Math.rint(value))) {
                wrong.add(new InputProblem(
                        "--set",
                        0,
                        name + "=" + text,
                        share ? "a share from 0 to 1" : whole ? "a whole number" : "a number of 0 or more"));
            }
            all.put(name, value);
        });
        double job = all.getOrDefault("job_size", 0.0);
        double needed = job + all.getOrDefault("warm_standbys", 0.0);
        if (wrong.isEmpty() && (job < 1 || all.getOrDefault("working_pool_size", 0.0) < needed || needed > 1e6)) {
            wrong.add(new InputProblem(
                    "--set",
                    0,
                    all.entrySet().stream()
                            .filter(e -> e.getKey().endsWith("_size"))
                            .map(e -> String.format(Locale.ROOT, "%s=%.0f", e.getKey(), e.getValue()))
                            .collect(Collectors.joining(" ")),
                    "a working pool of at least job_size + warm_standbys"));
        }
        if (!wrong.isEmpty()) {
            throw new BadInputException(wrong);
        }
        return new JobModel(all, escalateFailedOnly);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
