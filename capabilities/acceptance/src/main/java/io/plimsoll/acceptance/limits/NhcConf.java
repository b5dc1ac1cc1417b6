/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Azure/azurehpc-health-checks conf: {@code hostmask || check arguments}, the form of LBNL NHC. A line that is commented out
 * asks for nothing. Units are those of the checks' scripts in that repository: GB/s for copies and collectives, Gbit/s for
 * InfiniBand.
 */
final class NhcConf {

    static final String FORMAT = "nhc-conf";

    private static final Pattern LINE = Pattern.compile("^\\s*(\\S.*?)\\s*\\|\\|\\s*(\\S.*?)\\s*$");
    private static final Pattern SIZE = Pattern.compile("^([0-9.]{1,18})([kKMGT]?)i?B?$");

    private final List<FixedLimit> limits = new ArrayList<>();
    private final List<String> checks = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private long line;
    private String mask = "";

    static FixedLimits read(String text, String source) {
        NhcConf conf = new NhcConf();
        for (String raw : text.split("\r\n|\n|\r", -1)) {
            conf.line++;
            conf.line(raw);
        }
        if (conf.limits.isEmpty() && conf.checks.isEmpty()) {
            throw new BadInputException(
                    new InputProblem(source, 0, "no check", "lines of the form 'hostmask || check arguments'"));
        }
        return new FixedLimits(FORMAT, conf.limits, conf.checks, conf.warnings);
    }

    private void line(String raw) {
        String text = raw.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        Matcher m = LINE.matcher(raw);
        if (!m.matches()) {
            warnings.add("line " + line + ": no '||' in '" + text + "'");
            return;
        }
        mask = m.group(1);
        String[] words = m.group(2).split("\\s+", 20);
        if (words.length > 1 && words[0].equals("#")) {
            return;
        }
        check(words[0], words);
    }

    private void check(String check, String[] words) {
        switch (check) {
            case "check_cuda_bw" -> {
                least(words, 1, "host_to_device_memcpy_ce", "GB/s");
                least(words, 1, "device_to_host_memcpy_ce", "GB/s");
            }
            case "check_gpu_bw" -> {
                least(words, 1, "host_to_device_memcpy_ce", "GB/s");
                least(words, 1, "device_to_host_memcpy_ce", "GB/s");
                least(words, 2, "device_to_device_memcpy_read_ce", "GB/s");
            }
            case "check_nccl_allreduce", "check_rccl_allreduce" -> least(words, 1, "busbw_max", "GB/s", oneOf(words));
            case "check_nccl_allreduce_ib_loopback" -> least(words, 1, "busbw_max", "GB/s", oneOf(words));
            case "check_ib_bw_gdr", "check_ib_bw_non_gdr" -> least(words, 1, "ib_write_bw_average", "Gbit/s");
            case "check_cpu_stream" -> least(words, 1, "stream_triad", "MB/s");
            case "check_gpu_ecc" -> {
                most(words, 1, "ecc_corrected", "count", large(words, 1));
                most(words, 2, "ecc_uncorrected", "count", large(words, 2));
            }
            case "check_ib_link_flapping" -> most(words, 1, "link_flaps", "count", List.of());
            case "check_gpu_count" -> limit(words, 1, "gpus", Comparison.EQUAL, "count", List.of());
            case "check_hw_ib" -> limit(words, 1, "nic_rate", Comparison.EQUAL, "Gbit/s", List.of());
            case "check_hw_cpuinfo" -> {
                if (words.length == 4) {
                    limit(words, 1, "cpu_sockets", Comparison.EQUAL, "count", List.of());
                    limit(words, 2, "cpu_cores", Comparison.EQUAL, "count", List.of());
                    limit(words, 3, "cpu_threads", Comparison.EQUAL, "count", List.of());
                }
            }
            case "check_hw_physmem" -> memory(words);
            default -> checks.add(String.join(" ", words));
        }
    }

    /** A pass from any of several tries hides what fails sometimes. */
    private static List<String> oneOf(String[] words) {
        OptionalDouble tries = words.length > 2 ? number(words[2]) : OptionalDouble.empty();
        return tries.isPresent() && tries.getAsDouble() > 1
                ? List.of(
                        "any one of " + (int) tries.getAsDouble() + " tries is enough: what fails now and then passes")
                : List.of();
    }

    private static List<String> large(String[] words, int index) {
        OptionalDouble value = words.length > index ? number(words[index]) : OptionalDouble.empty();
        return value.isPresent() && value.getAsDouble() >= 10_000
                ? List.of("so many errors are let through that the limit is practically off")
                : List.of();
    }

    private void memory(String[] words) {
        Matcher low = words.length > 1 ? SIZE.matcher(words[1]) : SIZE.matcher("");
        if (!low.matches()) {
            checks.add(String.join(" ", words));
            return;
        }
        double factor = switch (low.group(2)) {
            case "k", "K" -> 1024;
            case "M" -> 1048576;
            case "G" -> 1073741824;
            case "T" -> 1099511627776.0;
            default -> 1;
        };
        double share = 0;
        if (words.length > 3 && words[3].endsWith("%")) {
            share = number(words[3].substring(0, words[3].length() - 1)).orElse(0) / 100;
        }
        List<String> flags = share >= 0.05
                ? List.of("a tolerance of " + Math.round(share * 100) + " % is more than a failed DIMM of many")
                : List.of();
        double bytes = Double.parseDouble(low.group(1)) * factor * (1 - share);
        limits.add(new FixedLimit(words[0], mask, "memory_total", Comparison.AT_LEAST, bytes, "B", line, flags));
    }

    private void least(String[] words, int index, String metric, String unit) {
        limit(words, index, metric, Comparison.AT_LEAST, unit, List.of());
    }

    private void least(String[] words, int index, String metric, String unit, List<String> flags) {
        limit(words, index, metric, Comparison.AT_LEAST, unit, flags);
    }

    private void most(String[] words, int index, String metric, String unit, List<String> flags) {
        limit(words, index, metric, Comparison.AT_MOST, unit, flags);
    }

    private void limit(
            String[] words, int index, String metric, Comparison comparison, String unit, List<String> flags) {
        OptionalDouble value = words.length > index ? number(words[index]) : OptionalDouble.empty();
        if (value.isEmpty()) {
            if (index == 1) {
                checks.add(String.join(" ", words));
                warnings.add("line " + line + ": " + words[0] + " has no number: its script's default counts");
            }
            return;
        }
        List<String> all = new ArrayList<>(flags);
        if (comparison == Comparison.AT_LEAST && value.getAsDouble() <= 0) {
            all.add("a minimum of " + value.getAsDouble() + " is kept by everything");
        }
        if (!mask.equals("*")) {
            all.add("only for hosts " + mask);
        }
        limits.add(new FixedLimit(words[0], mask, metric, comparison, value.getAsDouble(), unit, line, all));
    }

    private static OptionalDouble number(String word) {
        return word.matches("[0-9]{1,15}(?:\\.[0-9]{1,10})?")
                ? OptionalDouble.of(Double.parseDouble(word))
                : OptionalDouble.empty();
    }
}
