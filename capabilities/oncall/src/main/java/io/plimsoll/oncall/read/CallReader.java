/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.oncall.burden.Burden.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads pages that were answered: lines of {@code person,at,minutes} under that header. */
public final class CallReader {

    private static final int LINES_MAX = 1_000_000;

    private CallReader() {}

    /**
     * @param source the file as the user named it
     * @throws io.plimsoll.model.BadInputException with everything that is wrong
     */
    public static List<Call> read(String text, String source) {
        InputProblems problems = new InputProblems(source);
        Fields fields = new Fields(problems);
        List<String> lines = text.lines().limit(LINES_MAX).toList();
        List<String> head = lines.isEmpty()
                ? List.of()
                : Arrays.stream(lines.getFirst().split(",", -1))
                        .map(h -> h.strip().toLowerCase(java.util.Locale.ROOT))
                        .toList();
        if (!head.containsAll(List.of("person", "at", "minutes"))) {
            throw problems.with(1, lines.isEmpty() ? "" : lines.getFirst(), "a header with person,at,minutes", "");
        }
        List<Call> out = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != head.size()) {
                problems.add(i + 1L, lines.get(i), head.size() + " cells");
                continue;
            }
            String minutes = cells[head.indexOf("minutes")].strip();
            if (!minutes.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
                problems.add(i + 1L, minutes, "minutes, 0 or more");
                continue;
            }
            String person = cells[head.indexOf("person")].strip();
            fields.instant(cells[head.indexOf("at")].strip(), "line " + (i + 1))
                    .ifPresent(at -> out.add(new Call(person, at, Double.parseDouble(minutes))));
        }
        problems.refuseIfAny();
        return out;
    }
}
