/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SuperBench's {@code gpu_copy}: {@code gpu0_to_gpu1_write_by_dma 279.287}, in GB/s of 10^9 bytes. {@code _to_} is one way,
 * {@code _and_} both at once. The GPUs of a name go into the scope, so that one metric is one kind of copy.
 */
final class GpuCopyReader implements ToolReader {

    private static final Pattern ROW = Pattern.compile(
            "^((?:cpu|gpu(?:\\d{1,4}|_all))_(?:to|and)_(?:cpu|gpu(?:\\d{1,4}|_all))(?:_\\w{1,40})?)\\s+(\\S{1,24})$");
    private static final Pattern HEAD =
            Pattern.compile("(?m)(?:cpu|gpu\\d+|gpu_all)_(?:to|and)_(?:cpu|gpu\\d+|gpu_all)_\\w*by_(?:sm|dma)");
    private static final Pattern GPU = Pattern.compile("gpu(\\d{1,4})");
    private static final Pattern NUMA = Pattern.compile("_under_numa(\\d{1,4})");

    @Override
    public String format() {
        return "gpu-copy";
    }

    @Override
    public String describes() {
        return "SuperBench gpu-copy-bw";
    }

    @Override
    public boolean recognises(String head) {
        return HEAD.matcher(head).find();
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        LogLines lines = new LogLines(in, source);
        Collected out = new Collected(format());
        String last = "";
        for (String line = lines.next(); line != null; line = lines.next()) {
            String text = line.strip();
            Matcher row = ROW.matcher(text);
            if (row.find()) {
                row(row.group(1), row.group(2), lines, out);
            } else if (text.contains("error")
                    || text.contains("Error")
                    || text.contains("failed")
                    || Aborts.tells(text)) {
                out.says(Verdict.ERROR, Measurement.NODE, lines.number(), text);
            }
            last = text.isEmpty() ? last : text;
        }
        if (!out.measuredAnything() && !out.saidAnything()) {
            throw lines.refused("no row of results", "gpu_copy's output");
        }
        if (HEAD.matcher(last).find() && !ROW.matcher(last).find()) {
            out.cutOff(lines.number(), "the value of '" + last + "'");
        }
        if (out.measuredAnything() && !out.isCutOff() && out.says(Verdict.ERROR)) {
            out.contradict("there are results beside an error");
        }
        return out.reading("gpu_copy", lines);
    }

    private static void row(String name, String text, LogLines lines, Collected out) {
        OptionalDouble value = Numbers.decimal(text);
        if (value.isEmpty()) {
            out.warn(lines.number(), name + " is '" + text + "', no number");
            return;
        }
        Map<String, String> labels = new TreeMap<>();
        Matcher numa = NUMA.matcher(name);
        if (numa.find()) {
            labels.put("numa", numa.group(1));
        }
        Matcher gpu = GPU.matcher(name);
        Set<String> gpus = new LinkedHashSet<>();
        int seen = 0;
        while (gpu.find()) {
            gpus.add(gpu.group(1));
            seen++;
        }
        String scope = gpus.isEmpty() ? Measurement.NODE : "gpu:" + String.join("-", gpus);
        String metric = GPU.matcher(NUMA.matcher(name).replaceAll("")).replaceAll("gpu");
        boolean same = seen == 2 && gpus.size() == 1;
        out.measure(
                same ? metric.replaceFirst("gpu_(to|and)_gpu", "gpu_$1_itself") : metric,
                "GB/s",
                value.getAsDouble(),
                scope,
                labels);
    }
}
