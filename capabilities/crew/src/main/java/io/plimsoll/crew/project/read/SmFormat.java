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
import java.util.Locale;

/** PSPLIB's sections: precedence relations, requests and durations, resource availabilities. */
final class SmFormat {

    private final InputProblems problems;
    private final List<List<Integer>> successors = new ArrayList<>();
    private final List<Long> lineOf = new ArrayList<>();
    private final List<List<Integer>> work = new ArrayList<>();
    private final List<Integer> capacities = new ArrayList<>();
    private int renewable = -1;

    private SmFormat(InputProblems problems) {
        this.problems = problems;
    }

    static RawProject read(List<Line> lines, InputProblems problems) {
        return new SmFormat(problems).read(lines);
    }

    private enum Section {
        HEAD,
        LINKS,
        WORK,
        CAPACITIES,
        OTHER
    }

    private RawProject read(List<Line> lines) {
        Section section = Section.HEAD;
        for (Line line : lines) {
            String upper = line.text().toUpperCase(Locale.ROOT);
            if (upper.startsWith("PRECEDENCE RELATIONS")) {
                section = Section.LINKS;
            } else if (upper.startsWith("REQUESTS/DURATIONS")) {
                section = Section.WORK;
            } else if (upper.startsWith("RESOURCEAVAILABILITIES")) {
                section = Section.CAPACITIES;
            } else if (upper.startsWith("PROJECT INFORMATION")) {
                section = Section.OTHER;
            } else if (section == Section.HEAD || section == Section.OTHER) {
                head(line, upper);
            } else if (upper.matches("-?[0-9].*")) {
                row(section, line);
            }
        }
        return together(lines);
    }

    private void head(Line line, String upper) {
        if (upper.startsWith("- RENEWABLE")) {
            renewable = firstNumber(upper);
        } else if ((upper.startsWith("- NONRENEWABLE") || upper.startsWith("- DOUBLY")) && firstNumber(upper) > 0) {
            throw problems.with(
                    line.number(),
                    line.text(),
                    "renewable resources only",
                    "this is a multi-mode file; take a .sm file");
        }
    }

    private static int firstNumber(String text) {
        String digits = text.replaceFirst("^[^:]*:", "").strip().split("\\s+")[0];
        return digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : -1;
    }

    private void row(Section section, Line line) {
        List<Integer> numbers = new ArrayList<>();
        for (String field : line.text().split("\\s+")) {
            if (!field.matches("-?[0-9]{1,7}")) {
                problems.add(line.number(), field, "a whole number");
                return;
            }
            numbers.add(Integer.parseInt(field));
        }
        switch (section) {
            case LINKS -> links(line, numbers);
            case WORK -> work(line, numbers);
            case CAPACITIES -> {
                for (int c : numbers) {
                    capacities.add(within(line, c, PsplibReader.CAPACITY_MAX, "a capacity"));
                }
            }
            case HEAD, OTHER -> {}
        }
    }

    private void links(Line line, List<Integer> numbers) {
        if (numbers.size() < 3 || numbers.size() != 3 + numbers.get(2)) {
            problems.add(line.number(), line.text(), "job, modes, number of successors and as many successors");
            return;
        }
        if (numbers.get(0) != successors.size() + 1) {
            problems.add(line.number(), "job " + numbers.get(0), "job " + (successors.size() + 1) + " next");
        }
        if (numbers.get(1) != 1) {
            problems.add(line.number(), numbers.get(1) + " modes", "one mode", "take a .sm file");
        }
        if (successors.size() >= PsplibReader.ACTIVITIES_MAX) {
            throw problems.with(
                    line.number(), line.text(), "at most " + PsplibReader.ACTIVITIES_MAX + " activities", "");
        }
        successors.add(
                numbers.subList(3, numbers.size()).stream().map(j -> j - 1).toList());
        lineOf.add(line.number());
    }

    private void work(Line line, List<Integer> numbers) {
        if (numbers.size() < 3 || numbers.get(0) != work.size() + 1) {
            problems.add(line.number(), line.text(), "job " + (work.size() + 1) + ", mode, duration and demands");
            return;
        }
        within(line, numbers.get(2), PsplibReader.DURATION_MAX, "a duration");
        for (int demand : numbers.subList(3, numbers.size())) {
            within(line, demand, PsplibReader.CAPACITY_MAX, "a demand");
        }
        work.add(numbers.subList(2, numbers.size()));
    }

    private int within(Line line, int value, int most, String what) {
        if (value < 0 || value > most) {
            problems.add(line.number(), Integer.toString(value), what + " from 0 to " + most);
        }
        return value;
    }

    private RawProject together(List<Line> lines) {
        long last = lines.getLast().number();
        int n = successors.size();
        if (n == 0 || work.size() != n) {
            problems.add(last, work.size() + " durations for " + n + " jobs", "a duration for each job");
        }
        if (renewable >= 0 && capacities.size() != renewable) {
            problems.add(last, capacities.size() + " capacities", renewable + ", as the head of the file says");
        }
        problems.refuseIfAny();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            List<Integer> w = work.get(i);
            if (w.size() != 1 + capacities.size()) {
                problems.add(
                        lineOf.get(i),
                        "job " + (i + 1) + " with " + (w.size() - 1) + " demands",
                        capacities.size() + " demands, one for each resource");
            } else {
                rows.add(new Row(lineOf.get(i), w.getFirst(), w.subList(1, w.size()), successors.get(i)));
            }
        }
        problems.refuseIfAny();
        return new RawProject(capacities, rows);
    }
}
