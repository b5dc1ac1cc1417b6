/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.yaml.LinedYaml;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DCGM's {@code diag-skus.yaml} ({@code spec: dcgm-diag-v1}): what its diagnostic asks of each GPU model. A comment beside a
 * bandwidth limit tells what NVIDIA itself measured and by what it was multiplied; that share is told as a weakness.
 */
final class DcgmSkus {

    static final String FORMAT = "dcgm-skus";

    private static final Pattern MEASURED = Pattern.compile(
            "(?i)(?:shows?|measures?)(?: at)?\\s*~?([0-9][0-9,.]{0,15}).*?multiply (?:it )?by (?:0\\.5 \\(.*?\\) \\* )?(\\.?[0-9.]{1,6})");

    private final String[] lines;
    private final List<FixedLimit> limits = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private String sku = "";

    private DcgmSkus(String text) {
        this.lines = text.split("\r\n|\n|\r", -1);
    }

    static FixedLimits read(String text, String source) {
        DcgmSkus file = new DcgmSkus(text);
        LinedYaml root = LinedYaml.read(text, source, "DCGM's diag-skus");
        List<LinedYaml> skus = root.at("skus").list();
        if (skus.isEmpty()) {
            throw new BadInputException(new InputProblem(source, 0, "no 'skus'", "DCGM's diag-skus YAML"));
        }
        List<Double> bandwidths = new ArrayList<>();
        skus.forEach(
                s -> value(s.at("memory_bandwidth").at("minimum_bandwidth")).ifPresent(bandwidths::add));
        double[] sorted =
                bandwidths.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        for (LinedYaml one : skus) {
            file.sku = one.at("name").scalar() + " (" + one.at("id").scalar() + ")";
            file.bandwidth(one.at("memory_bandwidth"), median);
            file.stress(one, "targeted_stress", "target_stress");
            file.stress(one, "sm_stress", "target_stress");
            file.power(one.at("targeted_power"));
            file.pcie(one.at("pcie"));
            file.diagnostic(one.at("diagnostic"));
        }
        return new FixedLimits(FORMAT, file.limits, List.of(), file.warnings);
    }

    private static OptionalDouble value(LinedYaml node) {
        try {
            return node.scalar().isBlank()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(node.scalar().strip()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private void add(
            String name, String metric, Comparison comparison, LinedYaml node, String unit, List<String> flags) {
        OptionalDouble value = value(node);
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            limits.add(new FixedLimit(
                    name, sku, metric, comparison, value.getAsDouble(), unit, node.line(), List.copyOf(flags)));
        } else if (!node.scalar().isBlank()) {
            warnings.add("line " + node.line() + ": " + name + " is '" + node.scalar() + "', no number");
        }
    }

    private void bandwidth(LinedYaml test, double median) {
        LinedYaml node = test.at("minimum_bandwidth");
        List<String> flags = new ArrayList<>();
        OptionalDouble value = value(node);
        if (value.isPresent()) {
            flags.addAll(share(node.line(), value.getAsDouble()));
            if (value.getAsDouble() > 0 && value.getAsDouble() * 30 < median) {
                flags.add("unit slip: " + value.getAsDouble() + " among siblings of about " + Math.round(median)
                        + " MB/s, likely meant as GB/s: as MB/s it practically cannot fail");
            }
        }
        add("memory_bandwidth.minimum_bandwidth", "gpu_memory_bandwidth", Comparison.AT_LEAST, node, "MB/s", flags);
    }

    private List<String> share(long line, double value) {
        Matcher m = MEASURED.matcher(comment(line));
        if (m.find()) {
            double measured =
                    Double.parseDouble("0" + m.group(1).replace(",", "").replaceAll("\\.$", ""));
            double share = measured > 0 ? value / measured : 0;
            if (share > 0 && share < 0.95) {
                return List.of("loose: " + Math.round(share * 100) + " % of NVIDIA's own measurement of "
                        + m.group(1).replaceAll("[.,]+$", "") + ": a loss of up to " + Math.round(100 - share * 100)
                        + " % passes");
            }
        }
        return List.of();
    }

    /** The comment lines just above a line, and the one on it. */
    private String comment(long line) {
        StringBuilder text = new StringBuilder();
        int at = (int) Math.min(line, lines.length) - 2;
        while (at >= 0 && lines[at].strip().startsWith("#")) {
            text.insert(0, lines[at].strip().substring(1) + " ");
            at--;
        }
        int own = (int) line - 1;
        if (own >= 0 && own < lines.length && lines[own].contains("#")) {
            text.append(lines[own].substring(lines[own].indexOf('#') + 1));
        }
        return text.toString();
    }

    private void stress(LinedYaml one, String test, String key) {
        LinedYaml node = one.at(test).at(key);
        List<String> flags = new ArrayList<>();
        if (!one.at(test).at("use_dgemm").scalar().equals("true")) {
            flags.add("FP32 only: the tensor cores' rate is not checked");
        }
        OptionalDouble value = value(node);
        if (value.isPresent()) {
            flags.addAll(share(node.line(), value.getAsDouble()));
        }
        add(test + "." + key, "gpu_gemm_rate", Comparison.AT_LEAST, node, "Gflop/s", flags);
    }

    private void power(LinedYaml test) {
        add(
                "targeted_power.target_power",
                "gpu_power",
                Comparison.AT_LEAST,
                test.at("target_power"),
                "W",
                List.of("a target: DCGM lets 0.75 of it pass (target_power_min_ratio)"));
    }

    private void pcie(LinedYaml test) {
        boolean minimum = false;
        for (Map.Entry<String, LinedYaml> entry : test.keys().entrySet()) {
            LinedYaml sub = entry.getValue();
            String name = "pcie." + entry.getKey();
            OptionalDouble generation = value(sub.at("min_pci_generation"));
            add(
                    name + ".min_pci_generation",
                    "gpu_pcie_generation",
                    Comparison.AT_LEAST,
                    sub.at("min_pci_generation"),
                    "count",
                    generation.isPresent() && generation.getAsDouble() <= 3
                            ? List.of("generation " + (int) generation.getAsDouble()
                                    + " is enough: a faster link that trained down to Gen3 passes")
                            : List.of());
            OptionalDouble width = value(sub.at("min_pci_width"));
            add(
                    name + ".min_pci_width",
                    "gpu_pcie_width",
                    Comparison.AT_LEAST,
                    sub.at("min_pci_width"),
                    "count",
                    width.isPresent() && width.getAsDouble() < 16
                            ? List.of("a width of " + (int) width.getAsDouble() + " is enough: lost lanes pass")
                            : List.of());
            OptionalDouble bandwidth = value(sub.at("min_bandwidth"));
            minimum |= bandwidth.orElse(0) > 0;
            add(
                    name + ".min_bandwidth",
                    entry.getKey(),
                    Comparison.AT_LEAST,
                    sub.at("min_bandwidth"),
                    "GB/s",
                    bandwidth.orElse(1) <= 0 ? List.of("a minimum of 0 is kept by everything") : List.of());
        }
        if (!test.keys().isEmpty() && !minimum) {
            limits.add(new FixedLimit(
                    "pcie.min_bandwidth",
                    sku,
                    "h2d_bandwidth",
                    Comparison.AT_LEAST,
                    0,
                    "GB/s",
                    test.line(),
                    List.of("not set here, and DCGM's default is 0: no PCIe bandwidth is judged")));
        }
    }

    private void diagnostic(LinedYaml test) {
        if (test.keys().isEmpty()) {
            return;
        }
        LinedYaml node = test.at("gflops_tolerance_pcnt");
        OptionalDouble value = value(node);
        if (value.orElse(0) <= 0) {
            limits.add(new FixedLimit(
                    "diagnostic.gflops_tolerance_pcnt",
                    sku,
                    "gpu_gemm_rate_spread",
                    Comparison.AT_MOST,
                    value.orElse(0),
                    "ratio",
                    node.line(),
                    Arrays.asList(
                            "tolerance 0 (DCGM's default) turns the comparison off: a slow GPU among eight passes")));
        } else {
            add(
                    "diagnostic.gflops_tolerance_pcnt",
                    "gpu_gemm_rate_spread",
                    Comparison.AT_MOST,
                    node,
                    "ratio",
                    List.of());
        }
    }
}
