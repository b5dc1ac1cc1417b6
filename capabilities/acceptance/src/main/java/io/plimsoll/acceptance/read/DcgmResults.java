/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The tests, entities, statuses and warnings that all forms of DCGM's diagnostic share, counted and weighed. An error that is
 * recorded beside a Pass (NVIDIA/DCGM issue 284) makes that Pass a contradiction.
 */
final class DcgmResults {

    private static final Pattern COMPLAINT = Pattern.compile(
            "(?i)\\b(errors?|fail(?:ed|ure)?|unable|could ?n[o']t|cannot|insufficient|exceed(?:s|ed)|fault|unhealthy)\\b");
    private static final Pattern NO_COMPLAINT = Pattern.compile(
            "(?i)\\b(?:no|0|zero|without) (?:\\w+ ){0,2}(?:errors?|fail\\w*|faults?)\\b|errors?: ?0\\b");
    private static final Pattern NUMBER = Pattern.compile(
            "([A-Za-z][A-Za-z0-9 ()_/-]{2,80}?)(?::| is| at approximately| of)\\s*([0-9][0-9.]{0,15})\\s*"
                    + "(GB/s|MB/s|[gG]igaflops|GFLOPs?|TFLOPs?|us|ms|W|C|bytes)(?![A-Za-z])");
    private static final Pattern GPU_PREFIX = Pattern.compile("(?i)\\bgpu ?(\\d{1,4})\\b'?s?");

    private final Collected out;
    private final Map<String, double[]> perEntity = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> identities = new LinkedHashMap<>();
    private int passed;
    private int failed;
    private int warned;
    private int skipped;

    DcgmResults(Collected out) {
        this.out = out;
    }

    /** What one entity of a test came to. */
    void result(
            String test, List<String> scopes, String status, List<String> complaints, List<String> info, long line) {
        Verdict verdict = verdict(status, line);
        for (String scope : scopes) {
            String first = complaints.isEmpty() ? "" : ": " + complaints.getFirst();
            out.says(verdict, scope, line, test + " " + status + first);
            double[] counts = perEntity.computeIfAbsent(scope, s -> new double[2]);
            counts[0] += verdict == Verdict.FAIL || verdict == Verdict.ERROR ? 1 : 0;
            counts[1] += complaints.size();
            for (String text : complaints) {
                out.warn(line, test + " on " + scope + ": " + text);
                if (verdict == Verdict.PASS) {
                    out.contradict(scope, test + " is " + status + " on " + scope + " beside '" + text + "'");
                }
            }
            for (String text : info) {
                if (verdict == Verdict.PASS && complains(text)) {
                    out.contradict(scope, test + " is " + status + " on " + scope + " beside '" + text + "'");
                }
                numbers(test, scope, text);
            }
        }
    }

    /** What the tool says of a whole test, beside what it said of each entity. */
    void summary(String test, Optional<String> status, List<String> statuses, List<String> complaints, long line) {
        Verdict worst = Verdict.NOT_RUN;
        boolean ran = false;
        boolean bad = false;
        for (String one : statuses) {
            Verdict v = verdict(one, line);
            ran |= v != Verdict.NOT_RUN;
            bad |= v == Verdict.FAIL || v == Verdict.ERROR;
            worst = v == Verdict.NOT_RUN ? worst : worse(worst, v);
        }
        Verdict said = status.map(s -> verdict(s, line)).orElse(worst);
        if (status.isPresent()) {
            out.says(said, Measurement.NODE, line, test + " " + status.get() + " (summary)");
            if (said == Verdict.PASS && bad) {
                out.contradict(test + " is " + status.get() + " as a whole beside an entity that failed it");
            }
            if (said == Verdict.PASS && !ran && !statuses.isEmpty()) {
                out.contradict(test + " is " + status.get() + " as a whole and was skipped on every entity");
            }
        } else if (statuses.isEmpty()) {
            out.warn(line, test + " has neither a result nor a summary");
        }
        for (String text : complaints) {
            out.warn(line, test + ": " + text);
            if (said == Verdict.PASS) {
                out.contradict(test + " is Pass beside '" + text + "'");
            }
        }
        count(worse(
                said == Verdict.PASS && worst == Verdict.NOT_RUN && !statuses.isEmpty() ? worst : said,
                bad ? worst : said));
    }

    private void count(Verdict verdict) {
        switch (verdict) {
            case PASS -> passed++;
            case FAIL, ERROR -> failed++;
            case NOT_RUN -> skipped++;
            case INCONCLUSIVE -> warned++;
            case WAIVED -> {}
        }
    }

    private static Verdict worse(Verdict a, Verdict b) {
        List<Verdict> order = List.of(
                Verdict.NOT_RUN, Verdict.PASS, Verdict.WAIVED, Verdict.INCONCLUSIVE, Verdict.ERROR, Verdict.FAIL);
        return order.indexOf(a) >= order.indexOf(b) ? a : b;
    }

    void identity(String scope, Map<String, String> identity) {
        identities.put(scope, identity);
        perEntity.computeIfAbsent(scope, s -> new double[2]);
    }

    /** Writes what was counted. */
    void end() {
        if (passed + failed + warned + skipped == 0) {
            return;
        }
        out.measure("dcgm_tests_passed", "count", passed, Measurement.NODE);
        out.measure("dcgm_tests_failed", "count", failed, Measurement.NODE);
        out.measure("dcgm_tests_warned", "count", warned, Measurement.NODE);
        out.measure("dcgm_tests_skipped", "count", skipped, Measurement.NODE);
        perEntity.forEach((scope, counts) -> {
            Map<String, String> labels = identities.getOrDefault(scope, Map.of());
            out.measure("dcgm_failures", "count", counts[0], scope, labels);
            out.measure("dcgm_complaints", "count", counts[1], scope, labels);
        });
        if (skipped > 0) {
            out.warn(0, skipped + " tests did not run: they say nothing about this hardware");
        }
        if (passed > 0 && out.says(Verdict.ERROR)) {
            out.contradict("tests passed beside an error of the diagnostic itself");
        }
    }

    /** A number with its name and unit in a line of information. */
    private void numbers(String test, String scope, String text) {
        Matcher number = NUMBER.matcher(text.replace("\t", " "));
        while (number.find()) {
            Matcher gpu = GPU_PREFIX.matcher(number.group(1));
            String own = gpu.find() ? "gpu:" + gpu.group(1) : scope;
            String name = GpcnetReader.snake(GPU_PREFIX.matcher(number.group(1)).replaceFirst(""));
            OptionalDouble value = Numbers.decimal(number.group(2));
            String unit = switch (number.group(3).toLowerCase(Locale.ROOT)) {
                case "gb/s" -> "GB/s";
                case "mb/s" -> "MB/s";
                case "gigaflops", "gflop", "gflops" -> "Gflop/s";
                case "tflop", "tflops" -> "Tflop/s";
                case "us" -> "us";
                case "ms" -> "ms";
                case "w" -> "W";
                case "c" -> "degC";
                default -> "B";
            };
            if (value.isPresent() && !name.isEmpty()) {
                out.measure("dcgm_" + name, unit, value.getAsDouble(), own, Map.of("test", GpcnetReader.snake(test)));
            }
        }
    }

    static boolean complains(String text) {
        return COMPLAINT.matcher(NO_COMPLAINT.matcher(text).replaceAll("")).find();
    }

    Verdict verdict(String status, long line) {
        return switch (status.strip().toLowerCase(Locale.ROOT)) {
            case "pass", "passed", "ok" -> Verdict.PASS;
            case "fail", "failed" -> Verdict.FAIL;
            case "warn", "warning" -> Verdict.INCONCLUSIVE;
            case "skip", "skipped", "not run", "notrun", "not_run" -> Verdict.NOT_RUN;
            case "error" -> Verdict.ERROR;
            default -> {
                out.warn(line, "a status that is not known: '" + status + "'");
                yield Verdict.INCONCLUSIVE;
            }
        };
    }

    /** Warnings as DCGM writes them: a text, a list of texts, or a list of objects with ids. */
    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isString() && !node.asString("").isBlank()) {
            texts.add(node.asString(""));
        } else if (node.isObject() && node.size() > 0) {
            texts.add(object(node));
        } else if (node.isArray()) {
            for (JsonNode one : node) {
                texts.addAll(texts(one));
            }
        }
        return texts;
    }

    private static String object(JsonNode node) {
        StringBuilder text = new StringBuilder(
                node.path("warning").asString(node.path("message").asString("")));
        for (String key : new String[] {"error_id", "error_category", "error_severity", "error_code"}) {
            if (node.has(key)) {
                text.append(" [")
                        .append(key)
                        .append(' ')
                        .append(node.path(key).asString("?"))
                        .append(']');
            }
        }
        return text.toString().strip();
    }

    /** {@code gpu:3}, {@code cpu:0}, {@code switch:1}. */
    static String scope(String group, String id) {
        return GpcnetReader.snake(group) + ":" + id;
    }

    static Map<String, String> identity(JsonNode entity) {
        Map<String, String> labels = new TreeMap<>();
        for (String key : new String[] {"serial_num", "device_id"}) {
            String text = entity.path(key).asString("");
            if (!text.isEmpty()) {
                labels.put(key.equals("serial_num") ? "serial" : "device", text);
            }
        }
        return labels;
    }
}
