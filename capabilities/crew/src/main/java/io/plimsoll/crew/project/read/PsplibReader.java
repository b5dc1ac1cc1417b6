/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.read;

import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.Project.Activity;
import io.plimsoll.crew.project.Project.Link;
import io.plimsoll.crew.project.Project.Resource;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a project with one mode an activity: PSPLIB's {@code .sm} (ProGen, Kolisch and Sprecher 1996) or the Patterson format ({@code
 * .rcp}: numbers only). The text shows which. Numbers of activities are as in the file, the two dummies included.
 */
public final class PsplibReader {

    static final int ACTIVITIES_MAX = 100_000;
    static final int RESOURCES_MAX = 64;
    static final int CAPACITY_MAX = 32_767;
    static final int DURATION_MAX = 1_000_000;
    private static final int LINES_MAX = 1_000_000;

    private PsplibReader() {}

    /** One line of text with its number, counted from 1. */
    record Line(long number, String text) {}

    /**
     * @param source the file as the user named it
     * @throws BadInputException with everything that is wrong
     */
    public static Project read(Reader reader, String source) throws IOException {
        InputProblems problems = new InputProblems(source);
        List<Line> lines = lines(reader, problems);
        boolean sections =
                lines.stream().anyMatch(l -> l.text().toUpperCase(Locale.ROOT).startsWith("PRECEDENCE RELATIONS"));
        RawProject raw = sections ? SmFormat.read(lines, problems) : PattersonFormat.read(lines, problems);
        return raw.checked(source, problems);
    }

    private static List<Line> lines(Reader reader, InputProblems problems) throws IOException {
        BufferedReader in = new BufferedReader(reader);
        List<Line> lines = new ArrayList<>();
        long number = 0;
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            if (++number > LINES_MAX) {
                throw problems.with(number, "more lines", "at most " + LINES_MAX + " lines", "");
            }
            if (!text.isBlank()) {
                lines.add(new Line(number, text.strip()));
            }
        }
        if (lines.isEmpty()) {
            throw problems.with(0, "", "a project in PSPLIB's .sm or Patterson's format", "");
        }
        return lines;
    }

    static Activity activity(int i, RawProject.Row row) {
        return new Activity(
                Integer.toString(i + 1),
                row.duration(),
                row.demands(),
                row.successors().stream().map(j -> new Link(j, row.duration())).toList());
    }

    static List<Resource> resources(List<Integer> capacities) {
        List<Resource> out = new ArrayList<>();
        for (int r = 0; r < capacities.size(); r++) {
            out.add(new Resource("R" + (r + 1), capacities.get(r)));
        }
        return out;
    }
}
