/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.read;

import io.plimsoll.crew.project.read.PsplibReader.Line;
import io.plimsoll.crew.project.read.RawProject.Row;
import io.plimsoll.model.InputProblems;
import java.util.ArrayList;
import java.util.List;

/**
 * Patterson's format: activities and resources; capacities; then for each activity its duration, its demands, the number of its
 * successors and their numbers from 1. Line breaks mean nothing.
 */
final class PattersonFormat {

    private final List<Line> lines;
    private final InputProblems problems;
    private int at = -1;
    private String[] fields = {};
    private int field;

    private PattersonFormat(List<Line> lines, InputProblems problems) {
        this.lines = lines;
        this.problems = problems;
    }

    static RawProject read(List<Line> lines, InputProblems problems) {
        return new PattersonFormat(lines, problems).read();
    }

    private RawProject read() {
        int n = number("the number of activities", 1, PsplibReader.ACTIVITIES_MAX);
        int resources = number("the number of resources", 0, PsplibReader.RESOURCES_MAX);
        List<Integer> capacities = new ArrayList<>();
        for (int r = 0; r < resources; r++) {
            capacities.add(number("the capacity of resource " + (r + 1), 0, PsplibReader.CAPACITY_MAX));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            int duration = number("the duration of activity " + i, 0, PsplibReader.DURATION_MAX);
            long line = line();
            List<Integer> demands = new ArrayList<>();
            for (int r = 0; r < resources; r++) {
                demands.add(number("a demand of activity " + i, 0, PsplibReader.CAPACITY_MAX));
            }
            int count = number("the number of successors of activity " + i, 0, n);
            List<Integer> successors = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                successors.add(number("a successor of activity " + i, 1, n) - 1);
            }
            rows.add(new Row(line, duration, demands, successors));
        }
        if (field < fields.length || at + 1 < lines.size()) {
            boolean here = field < fields.length;
            Line rest = lines.get(here ? at : at + 1);
            problems.add(rest.number(), here ? fields[field] : rest.text(), "the end of the file after activity " + n);
        }
        return new RawProject(capacities, rows);
    }

    private long line() {
        return lines.get(Math.min(Math.max(at, 0), lines.size() - 1)).number();
    }

    private int number(String what, int least, int most) {
        while (field >= fields.length) {
            if (++at >= lines.size()) {
                throw problems.with(line(), "", what, "the file is cut off");
            }
            fields = lines.get(at).text().split("[\\s,]+");
            field = 0;
        }
        String text = fields[field++];
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as any wrong number is
        }
        throw problems.with(line(), text, what + ", a whole number from " + least + " to " + most, "");
    }
}
