/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the classes of nodes: lines of {@code node,sku,firmware,inlet}, the inlet temperature in degC or empty; the first
 * line is the heading.
 */
public final class StrataReader {

    private static final String HEADING = "node,sku,firmware,inlet";

    private StrataReader() {}

    /** @throws BadInputException with every line that is wrong */
    public static Map<String, Stratum> read(String text, String source) {
        Map<String, Stratum> out = new TreeMap<>();
        List<InputProblem> problems = new ArrayList<>();
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADING)) {
            throw new BadInputException(
                    new InputProblem(source, 1, lines.isEmpty() ? "" : lines.getFirst(), "the heading " + HEADING));
        }
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            List<String> cells = List.of(line.split(",", -1));
            if (cells.size() != 4 || cells.getFirst().isBlank() || cells.get(1).isBlank()) {
                problems.add(new InputProblem(source, i + 1L, line, HEADING + ", with node and sku"));
                continue;
            }
            try {
                String inlet = cells.get(3).isBlank() ? "" : Stratum.inletClass(Double.parseDouble(cells.get(3)));
                Stratum stratum = new Stratum(cells.get(1).strip(), cells.get(2).strip(), inlet);
                if (out.put(cells.getFirst().strip(), stratum) != null) {
                    problems.add(new InputProblem(source, i + 1L, cells.getFirst(), "each node once"));
                }
            } catch (NumberFormatException e) {
                problems.add(
                        new InputProblem(source, i + 1L, cells.get(3), "an inlet temperature in degC, or nothing"));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems.subList(0, Math.min(problems.size(), BadInputException.PROBLEMS_MAX)));
        }
        return out;
    }
}
