/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route.read;

import io.plimsoll.crew.route.RouteProblem;
import io.plimsoll.crew.route.RouteProblem.Request;
import io.plimsoll.crew.route.RouteProblem.Stop;
import io.plimsoll.crew.route.RouteProblem.Technician;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Pillac's TRSP text: rows of {@code id x y opens closes service [skills] [tools] [parts]}. Row 0 is the depot, rows up to the
 * crew count are homes, the rest are requests. Lines that begin with no number are headings, however many there are.
 */
public final class TrspReader {

    private static final int ROWS_MAX = 10_000;
    private static final int PARTS_MAX = 16;
    private static final int KINDS_MAX = 10_000;
    private static final Pattern ROW = Pattern.compile(
            "(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s*\\[([^\\]]*)\\]\\s*\\[([^\\]]*)\\]\\s*\\[([^\\]]*)\\]\\s*");

    private final InputProblems problems;
    private OptionalInt crew = OptionalInt.empty();
    private boolean countNext;
    private final List<Row> rows = new ArrayList<>();

    private TrspReader(InputProblems problems) {
        this.problems = problems;
    }

    private record Row(long line, Stop stop, List<Integer> skills, List<Integer> tools, List<Integer> parts) {}

    /**
     * @param source the file as the user named it
     * @throws BadInputException with everything that is wrong
     */
    public static RouteProblem read(Reader reader, String source) throws IOException {
        TrspReader trsp = new TrspReader(new InputProblems(source));
        BufferedReader in = new BufferedReader(reader);
        long number = 0;
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            trsp.line(++number, text.strip());
        }
        return trsp.problem(source, number);
    }

    private void line(long number, String text) {
        if (text.toUpperCase(java.util.Locale.ROOT).startsWith("CREW")) {
            countNext = true;
            return;
        }
        if (text.isEmpty() || !(Character.isDigit(text.charAt(0)) || text.charAt(0) == '-')) {
            return;
        }
        if (countNext && !text.contains("[")) {
            countNext = false;
            String first = text.split("\\s+")[0];
            if (first.matches("[0-9]{1,5}")) {
                crew = OptionalInt.of(Integer.parseInt(first));
            } else {
                problems.add(number, first, "the number of technicians");
            }
            return;
        }
        row(number, text);
        if (rows.size() > ROWS_MAX) {
            throw problems.with(number, "more rows", "at most " + ROWS_MAX + " rows", "");
        }
    }

    private void row(long number, String text) {
        Matcher m = ROW.matcher(text);
        if (!m.matches()) {
            problems.add(number, text, "id x y opens closes service [skills] [tools] [parts]");
            return;
        }
        double id = value(number, m.group(1));
        if (id != Math.rint(id) || id < 0) {
            problems.add(number, m.group(1), "an id, a whole number of 0 or more");
        }
        Stop stop = new Stop(
                (int) id,
                value(number, m.group(2)),
                value(number, m.group(3)),
                value(number, m.group(4)),
                value(number, m.group(5)),
                value(number, m.group(6)));
        if (stop.closes() < stop.opens() || stop.serviceTime() < 0) {
            problems.add(
                    number,
                    m.group(4) + " " + m.group(5) + " " + m.group(6),
                    "a window that closes after it opens and a service time of 0 or more");
        }
        rows.add(new Row(number, stop, list(number, m.group(7)), list(number, m.group(8)), list(number, m.group(9))));
    }

    private double value(long number, String text) {
        try {
            double value = Double.parseDouble(text);
            if (Math.abs(value) <= 1e9) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as any wrong number is
        }
        problems.add(number, text, "a number");
        return 0;
    }

    private List<Integer> list(long number, String text) {
        List<Integer> out = new ArrayList<>();
        for (String field : text.strip().split("[,;\\s]+")) {
            if (field.matches("[0-9]{1,4}")) {
                out.add(Integer.parseInt(field));
            } else if (!field.isEmpty()) {
                problems.add(number, field, "a whole number from 0 to " + (KINDS_MAX - 1));
            }
        }
        return out;
    }

    private RouteProblem problem(String source, long last) {
        int count = crew.orElseThrow(() -> problems.with(last, "", "a heading 'CREW COUNT' with the number below", ""));
        if (rows.size() < count + 1) {
            throw problems.with(last, rows.size() + " rows", "the depot and " + count + " technicians at least", "");
        }
        int parts = rows.stream().mapToInt(r -> r.parts().size()).max().orElse(0);
        if (parts > PARTS_MAX) {
            throw problems.with(last, parts + " kinds of parts", "at most " + PARTS_MAX, "");
        }
        Map<Integer, Long> seen = new HashMap<>();
        List<Technician> technicians = new ArrayList<>();
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Long earlier = seen.putIfAbsent(row.stop().id(), row.line());
            if (earlier != null) {
                problems.add(row.line(), "id " + row.stop().id(), "an id that is not that of line " + earlier);
            }
            if (i > 0 && i <= count) {
                technicians.add(new Technician(row.stop(), set(row.skills()), set(row.tools()), padded(row, parts)));
            } else if (i > count) {
                requests.add(new Request(row.stop(), set(row.skills()), set(row.tools()), padded(row, parts)));
            }
        }
        problems.refuseIfAny();
        return new RouteProblem(source, rows.getFirst().stop(), technicians, requests, parts);
    }

    private static Set<Integer> set(List<Integer> list) {
        return new TreeSet<>(list);
    }

    private static List<Integer> padded(Row row, int parts) {
        List<Integer> out = new ArrayList<>(row.parts());
        while (out.size() < parts) {
            out.add(0);
        }
        return List.copyOf(out);
    }
}
