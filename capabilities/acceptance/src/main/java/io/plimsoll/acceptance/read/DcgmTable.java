/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table that {@code dcgmi diag} prints for people: {@code | Name | Pass - All |} in version 3, {@code | name | Pass |}
 * with {@code GPU0: Pass} below it in version 4, {@code Warning} and {@code Info} rows beneath.
 */
final class DcgmTable {

    private static final Pattern STATUS = Pattern.compile(
            "^(Pass|Fail|Warn|Skip|Skipped|Not Run|Error)(?:\\s*-\\s*(.+))?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENTITY = Pattern.compile(
            "^([A-Za-z]{2,10}) ?(\\d{1,4}) ?: ?(Pass|Fail|Warn|Skip|Not Run|Error)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern DIGITS = Pattern.compile("\\d{1,4}");

    private final LogLines lines;
    private final Collected out;
    private final DcgmResults results;
    private String tool = "DCGM";
    private String test = "";
    private Optional<String> status = Optional.empty();
    private List<String> statuses = new ArrayList<>();
    private List<String> complaints = new ArrayList<>();
    private List<String> failedScopes = new ArrayList<>();
    private boolean informing;
    private boolean open;
    private int rows;

    private DcgmTable(LogLines lines, Collected out) {
        this.lines = lines;
        this.out = out;
        this.results = new DcgmResults(out);
    }

    static boolean recognises(String head) {
        return (head.contains("| Diagnostic ") && head.contains("| Result "))
                || head.contains("Successfully ran diagnostic for group");
    }

    static Reading read(LogLines lines, Collected out) throws IOException {
        DcgmTable table = new DcgmTable(lines, out);
        for (String line = lines.next(); line != null; line = lines.next()) {
            table.line(line.strip());
        }
        table.finish();
        if (table.rows == 0 && !out.saidAnything()) {
            out.cutOff(lines.number(), "every row of the table");
        } else if (table.open) {
            out.cutOff(lines.number(), "the last line of the table");
        }
        table.results.end();
        return out.reading(table.tool, lines);
    }

    private void line(String line) {
        if (line.startsWith("+") || line.startsWith("|--") || line.startsWith("|==")) {
            open = !line.endsWith("+") && !line.endsWith("|");
            if (line.contains("  ")) {
                open = true;
            }
            return;
        }
        if (!line.startsWith("|")) {
            if (line.startsWith("Error") || line.startsWith("ERROR") || Aborts.tells(line)) {
                out.says(Verdict.ERROR, Measurement.NODE, lines.number(), line);
            }
            return;
        }
        open = true;
        String[] cells = line.substring(1, line.length() > 1 && line.endsWith("|") ? line.length() - 1 : line.length())
                .split("\\|", 2);
        row(cells[0].strip(), cells.length > 1 ? cells[1].strip() : "");
    }

    private void row(String name, String value) {
        Matcher said = STATUS.matcher(value);
        Matcher entity = ENTITY.matcher(value);
        if (name.equals("Diagnostic") && value.equals("Result")) {
            return;
        }
        if (name.equals("DCGM Version")) {
            tool = "DCGM " + value;
        } else if (name.startsWith("Driver Version")) {
            tool = tool + " driver " + value;
        } else if (name.isEmpty() && entity.matches()) {
            statuses.add(entity.group(3));
            rows++;
            results.result(
                    test,
                    List.of(DcgmResults.scope(entity.group(1), entity.group(2))),
                    entity.group(3),
                    List.of(),
                    List.of(),
                    lines.number());
        } else if (name.isEmpty() && !complaints.isEmpty() && !informing) {
            complaints.add(complaints.removeLast() + " " + value);
        } else if (name.startsWith("Warning") || name.startsWith("Error")) {
            informing = false;
            complaints.add(name + ": " + value);
        } else if (name.startsWith("Info")) {
            informing = true;
            if (DcgmResults.complains(value)
                    && status.map(s -> s.equalsIgnoreCase("Pass")).orElse(false)) {
                complaints.add(value);
            }
        } else if (said.matches()) {
            finish();
            test = name;
            rows++;
            status = Optional.of(said.group(1));
            named(said.group(1), said.group(2) == null ? "" : said.group(2));
        }
    }

    /** {@code Fail - GPU: 0, 1} names the GPUs itself; {@code Pass - All} does not. */
    private void named(String said, String where) {
        if (where.toUpperCase(java.util.Locale.ROOT).contains("GPU")) {
            Matcher id = DIGITS.matcher(where);
            while (id.find()) {
                failedScopes.add("gpu:" + id.group());
            }
        }
        if (!failedScopes.isEmpty()) {
            statuses.add(said);
            results.result(test, failedScopes, said, List.of(), List.of(), lines.number());
        }
    }

    private void finish() {
        if (!test.isEmpty()) {
            results.summary(test, status, statuses, complaints, lines.number());
        }
        test = "";
        status = Optional.empty();
        statuses = new ArrayList<>();
        complaints = new ArrayList<>();
        failedScopes = new ArrayList<>();
        informing = false;
    }
}
