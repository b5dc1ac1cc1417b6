/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Published instances and their best known values, which are not ours to ship. */
final class BenchData {

    private BenchData() {}

    /** The folder given, or {@code shared/data/...} in a folder above the working one. */
    static Path folder(@Nullable Path given, String relative) {
        if (given != null) {
            return given;
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path here = at.resolve("shared").resolve("data").resolve(relative);
            if (Files.isDirectory(here)) {
                return here;
            }
        }
        throw new BadInputException(new InputProblem(
                "--data",
                0,
                "",
                "the folder with the instances and best-known.csv",
                "see docs/benchmarks for where they are published"));
    }

    /** Instance to best known value: the columns {@code instance} and {@code value} of a CSV without quotes. */
    static Map<String, Double> best(Path csv, String value) throws IOException {
        Map<String, Double> out = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(csv);
        List<String> header = List.of(lines.getFirst().split(",", -1));
        int name = header.indexOf("instance");
        int number = header.indexOf(value);
        for (String line : lines.subList(1, lines.size())) {
            String[] f = line.split(",", -1);
            if (f.length > Math.max(name, number)) {
                out.put(f[name].replaceFirst("[.]txt$", ""), Double.parseDouble(f[number]));
            }
        }
        return out;
    }

    /** So many of a list, evenly spaced. */
    static <T> List<T> some(List<T> all, int count) {
        int n = Math.min(Math.max(1, count), all.size());
        List<T> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(all.get((int) ((2L * i + 1) * all.size() / (2L * n))));
        }
        return out;
    }
}
