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
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * gpu-burn text (github.com/wilicc/gpu-burn). Its progress line overwrites itself; the errors it prints there start again
 * at zero after each summary, so the highest ever seen counts. It says OK for a GPU that did nothing: that is told as a
 * contradiction.
 */
final class GpuBurnReader implements ToolReader {

    private static final int GPUS_MAX = 1024;
    private static final Pattern PROGRESS =
            Pattern.compile("([0-9.]{1,8})%\\s+proc'd:(.*?)\\s+errors:(.*?)\\s+temps:(.*)$");
    private static final Pattern DEVICE = Pattern.compile("^GPU (\\d{1,4}): (.+) \\(UUID: (\\S+)\\).*$");
    private static final Pattern RESULT = Pattern.compile("^GPU (\\d{1,4}): (OK|FAULTY)\\b.*$");
    private static final Pattern TESTED = Pattern.compile("^Tested (\\d{1,4}) GPUs?:");
    private static final Pattern RATE = Pattern.compile("\\(([0-9.]{1,12}) Gflop/s\\)");

    @Override
    public String format() {
        return "gpu-burn";
    }

    @Override
    public String describes() {
        return "gpu-burn text";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("proc'd:")
                || head.contains("GPU Burn")
                || head.contains("Burning for ")
                || (head.contains("GPU 0:") && head.contains("(UUID: GPU-"));
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        return new Run(new LogLines(in, source), new Collected(format())).read();
    }

    /** What was seen of one GPU. */
    private static final class Gpu {
        private long calculations;
        private double rate;
        private double temperature = Double.NaN;
        private long errors;
        private boolean died;
        private boolean seen;
    }

    private static final class Run {
        private final LogLines lines;
        private final Collected out;
        private final SortedMap<Integer, Gpu> gpus = new TreeMap<>();
        private final SortedMap<Integer, Boolean> results = new TreeMap<>();
        private int tested = -1;

        Run(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
        }

        Reading read() throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(line.strip());
            }
            if (gpus.isEmpty() && !out.saidAnything()) {
                throw lines.refused("no GPU", "gpu-burn's output");
            }
            if (tested < 0 && !out.says(Verdict.ERROR)) {
                out.cutOff(lines.number(), "the lines 'Tested n GPUs:' and one verdict for each");
            }
            gpus.forEach(this::gpu);
            if (tested >= 0 && results.size() < tested) {
                out.cutOff(lines.number(), (tested - results.size()) + " of " + tested + " GPUs' verdicts");
            } else if (tested >= 0 && tested != results.size()) {
                out.contradict("it tested " + tested + " GPUs and gives " + results.size() + " verdicts");
            }
            return out.reading("gpu-burn", lines);
        }

        private void line(String line) {
            Matcher progress = PROGRESS.matcher(line);
            Matcher device = DEVICE.matcher(line);
            Matcher result = RESULT.matcher(line);
            Matcher count = TESTED.matcher(line);
            if (progress.find()) {
                progress(progress.group(2), progress.group(3), progress.group(4));
            } else if (device.matches()) {
                gpu(Integer.parseInt(device.group(1)));
            } else if (result.matches()) {
                int index = Integer.parseInt(result.group(1));
                boolean ok = result.group(2).equals("OK");
                results.put(index, ok);
                gpu(index);
                out.says(ok ? Verdict.PASS : Verdict.FAIL, "gpu:" + index, lines.number(), line);
            } else if (count.find()) {
                tested = Integer.parseInt(count.group(1));
            } else if (line.startsWith("No clients are alive")
                    || line.startsWith("Couldn't init")
                    || line.startsWith("Error in ")
                    || line.startsWith("No CUDA devices")
                    || line.contains("CUDA error")
                    || Aborts.tells(line)) {
                out.says(Verdict.ERROR, Measurement.NODE, lines.number(), line);
            }
        }

        private void progress(String processed, String errors, String temperatures) {
            String[] done = processed.split(" - ", GPUS_MAX);
            String[] wrong = errors.split(" - ", GPUS_MAX);
            String[] hot = temperatures.split(" - ", GPUS_MAX);
            if (done.length != wrong.length) {
                out.warn(lines.number(), done.length + " GPUs computed and " + wrong.length + " have an error count");
            }
            for (int i = 0; i < Math.max(done.length, wrong.length); i++) {
                Gpu gpu = gpu(i);
                gpu.seen = true;
                if (i < done.length) {
                    gpu.calculations = Math.max(gpu.calculations, firstWhole(done[i]));
                    gpu.died |= firstWhole(done[i]) < 0;
                    Matcher rate = RATE.matcher(done[i]);
                    OptionalDouble value = rate.find() ? Numbers.decimal(rate.group(1)) : OptionalDouble.empty();
                    gpu.rate = value.orElse(0) > 0 ? value.getAsDouble() : gpu.rate;
                }
                if (i < wrong.length) {
                    gpu.errors = Math.max(gpu.errors, firstWhole(wrong[i]));
                    gpu.died |= wrong[i].contains("DIED");
                    if (wrong[i].contains("WARNING") && firstWhole(wrong[i]) == 0) {
                        gpu.errors = Math.max(gpu.errors, 1);
                    }
                }
                if (i < hot.length
                        && hot[i].contains("C")
                        && Character.isDigit(hot[i].strip().charAt(0))) {
                    double degrees = firstWhole(hot[i]);
                    gpu.temperature = Double.isNaN(gpu.temperature) ? degrees : Math.max(gpu.temperature, degrees);
                }
            }
        }

        private void gpu(int index, Gpu gpu) {
            String scope = "gpu:" + index;
            if (gpu.seen) {
                out.measure("gpu_burn_errors", "count", (double) gpu.errors, scope);
                out.measure("gpu_burn_calculations", "count", (double) gpu.calculations, scope);
                out.measure("gpu_burn_rate", "Gflop/s", gpu.rate, scope);
                if (!Double.isNaN(gpu.temperature)) {
                    out.measure("gpu_burn_temperature_max", "degC", gpu.temperature, scope);
                }
            }
            boolean ok = results.getOrDefault(index, false);
            if (ok && gpu.errors > 0) {
                out.contradict(scope, "GPU " + index + " is OK beside " + gpu.errors + " errors");
            }
            if (ok && (gpu.calculations <= 0 || gpu.died)) {
                out.contradict(scope, "GPU " + index + " is OK and " + (gpu.died ? "died" : "computed nothing"));
            }
            if (results.containsKey(index) && !ok && gpu.errors == 0 && !gpu.died) {
                out.contradict(scope, "GPU " + index + " is FAULTY beside no error");
            }
        }

        private Gpu gpu(int index) {
            return gpus.computeIfAbsent(index, i -> new Gpu());
        }

        private static long firstWhole(String text) {
            return Arrays.stream(Numbers.words(text))
                    .findFirst()
                    .map(w -> Numbers.whole(w).orElse(0))
                    .orElse(0L);
        }
    }
}
