/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.plimsoll.model.InputProblems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a published table from CSV: one row a site and year, or one row a metric, site and year, or years across. Headings may
 * be spelled in many ways; {@code #} starts a comment line.
 */
final class TableReader {

    private static final int ROWS_MAX = 500_000;

    /** So many values of a year that are all whole thousands are no accident: they were rounded. */
    private static final int ROUNDED_TOGETHER = 8;

    private static final Pattern YEAR =
            Pattern.compile("(?i)(?:FY|CY|financial year|year)?\\s*((?:19|20)[0-9]{2}).*|(?i)FY\\s*([0-9]{2})");
    private static final Map<String, List<String>> TEXT = Map.of(
            "site",
                    List.of(
                            "site",
                            "facility",
                            "datacenter",
                            "datacentre",
                            "name",
                            "region",
                            "cloudregion",
                            "campus",
                            "location",
                            "row",
                            "line",
                            "entity",
                            "sitename"),
            "year", List.of("year", "fy", "reportingyear", "fiscalyear", "period", "calendaryear", "reportyear"),
            "metric", List.of("metric", "measure", "indicator", "kpi", "quantity", "parameter", "disclosure"),
            "value", List.of("value", "amount", "figure", "reported"),
            "unit", List.of("unit", "units", "uom"),
            "zone",
                    List.of(
                            "zone",
                            "grid",
                            "gridregion",
                            "emzoneid",
                            "country",
                            "cferegion",
                            "balancingauthority",
                            "egridsubregion",
                            "egrid"),
            "boundary",
                    List.of(
                            "boundary",
                            "organisationalboundary",
                            "organizationalboundary",
                            "scopeboundary",
                            "overheadscope",
                            "consolidation",
                            "methodology",
                            "method"),
            "kind", List.of("kind", "type", "category", "ownership", "tenure"),
            "note", List.of("note", "notes", "comment", "comments", "footnote", "source"));

    private final InputProblems problems;
    private final Findings findings;
    private final Table table = new Table();
    private final Map<String, Integer> roles = new HashMap<>();
    private final Map<Integer, Column> columns = new LinkedHashMap<>();
    private final Map<Integer, Integer> yearColumns = new LinkedHashMap<>();
    private final Map<String, Column> understood = new LinkedHashMap<>();
    private final Map<String, List<Raw>> raw = new LinkedHashMap<>();

    private record Raw(Figure figure, double printed, double scale) {}

    private TableReader(InputProblems problems, Findings findings) {
        this.problems = problems;
        this.findings = findings;
    }

    /** A table and how each column was understood. */
    record Read(Table table, Map<String, Column> understood) {}

    static Read read(String text, String source, Findings findings) {
        InputProblems problems = new InputProblems(source);
        TableReader reader = new TableReader(problems, findings);
        reader.rows(text.startsWith("\uFEFF") ? text.substring(1) : text);
        problems.refuseIfAny();
        reader.keep();
        return new Read(reader.table, reader.understood);
    }

    private void rows(String text) {
        boolean header = false;
        int rows = 0;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator(text))
                .commentStrategy(CommentStrategy.SKIP)
                .ofCsvRecord(text)) {
            for (CsvRecord line : csv) {
                if (!header) {
                    header(line);
                    header = true;
                } else if (++rows > ROWS_MAX) {
                    throw problems.with(line.getStartingLineNumber(), "more lines", "at most " + ROWS_MAX, "");
                } else {
                    row(line);
                }
            }
        } catch (CsvParseException | java.io.IOException e) {
            String why = e.getMessage();
            throw problems.with(0, why == null ? "" : why, "comma-separated lines with a header", "");
        }
        if (!header || rows == 0) {
            problems.add(0, "", "a header and at least one row, such as 'site,year,energyMWh'");
        }
    }

    private static char separator(String text) {
        String head = text.lines()
                .filter(l -> !l.startsWith("#") && !l.isBlank())
                .findFirst()
                .orElse("");
        return head.contains("\t") ? '\t' : head.contains(";") && !head.contains(",") ? ';' : ',';
    }

    private static int year(String text) {
        Matcher m = YEAR.matcher(text.strip());
        if (!m.matches()) {
            return 0;
        }
        return m.group(1) != null ? Integer.parseInt(m.group(1)) : 2000 + Integer.parseInt(m.group(2));
    }

    private void header(CsvRecord line) {
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < line.getFieldCount(); i++) {
            String heading = line.getField(i);
            String s = Column.squeezed(heading);
            int index = i;
            Optional<String> role = TEXT.entrySet().stream()
                    .filter(e -> e.getValue().contains(s) && !roles.containsKey(e.getKey()))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (role.isPresent()) {
                roles.put(role.get(), index);
            } else if (year(heading) > 0 && heading.strip().length() <= 8) {
                yearColumns.put(index, year(heading));
            } else if (!s.isEmpty()) {
                Column.of(heading, "").ifPresentOrElse(c -> column(index, c), () -> unknown.add(heading));
            }
        }
        Integer kind = roles.get("kind");
        if (!roles.containsKey("site") && kind != null) { // rows of categories or scopes
            roles.put("site", kind);
        }
        unknown.forEach(h -> findings.note("column '" + h + "' was not understood and not checked"));
        boolean longForm = roles.containsKey("metric") && (roles.containsKey("value") || !yearColumns.isEmpty());
        if (columns.isEmpty() && !longForm) {
            problems.add(
                    line.getStartingLineNumber(),
                    String.join(",", line.getFields()),
                    "headings such as site, year, energyMWh, locationBasedTonnes, marketBasedTonnes, waterML, pue, wue;"
                            + " or metric, site, year, value, unit",
                    "");
        }
    }

    private void column(int index, Column c) {
        columns.put(index, c);
        understood.put(c.heading(), c);
        if (!c.unitSaid()) {
            findings.note("column '" + c.heading() + "' names no unit: read as "
                    + c.measure().dimension().unit());
        }
    }

    private String cell(CsvRecord line, String role) {
        Integer at = roles.get(role);
        return at == null || at >= line.getFieldCount() ? "" : line.getField(at).strip();
    }

    private void row(CsvRecord line) {
        String site = roles.containsKey("site") ? cell(line, "site") : "Total";
        String metric = cell(line, "metric");
        if (site.isEmpty() && metric.isEmpty()) {
            if (line.getFields().stream().anyMatch(f -> !f.isBlank())) {
                problems.add(line.getStartingLineNumber(), String.join(",", line.getFields()), "a site in each row");
            }
            return;
        }
        String place = site.isEmpty() ? "Total" : site;
        table.site(place, cell(line, "kind"));
        int year = roles.containsKey("year") ? year(cell(line, "year")) : 0;
        if (roles.containsKey("year") && year == 0) {
            problems.add(line.getStartingLineNumber(), cell(line, "year"), "a year such as 2023 or FY2023");
            return;
        }
        for (String attribute : List.of("zone", "boundary", "note")) {
            if (!cell(line, attribute).isEmpty()) {
                table.text(attribute, place, year, cell(line, attribute));
            }
        }
        if (!metric.isEmpty()) {
            longRow(line, place, year, metric);
        }
        columns.forEach((at, column) -> {
            if (at < line.getFieldCount()) {
                value(line, place, year, column, line.getField(at));
            }
        });
    }

    private void longRow(CsvRecord line, String site, int year, String metric) {
        Optional<Column> column = Column.of(metric, cell(line, "unit"));
        if (column.isEmpty()) {
            findings.note("metric '" + metric + "' was not understood and not checked");
            return;
        }
        understood.putIfAbsent(metric, column.get());
        if (roles.containsKey("value")) {
            value(line, site, year, column.get(), cell(line, "value"));
        }
        yearColumns.forEach((at, y) -> {
            if (at < line.getFieldCount()) {
                value(line, site, y, column.get(), line.getField(at));
            }
        });
    }

    private void value(CsvRecord line, String site, int year, Column column, String text) {
        if (Printed.isNothing(text)) {
            return;
        }
        Optional<Printed> printed = Printed.parse(text);
        if (printed.isEmpty()) {
            problems.add(
                    line.getStartingLineNumber(),
                    text,
                    column.heading() + ": a number, or '-' where none was published");
            return;
        }
        Printed p = printed.get();
        boolean share = column.measure().dimension() == Dimension.SHARE;
        double scale = p.percent()
                ? 1
                : share && !column.heading().matches("(?i).*(%|pct|percent).*") && p.value() > 1.5
                        ? 0.01
                        : column.scale();
        if (share && !p.percent() && p.value() <= 1.0 && !column.heading().contains("%")) {
            scale = 1;
        }
        Figure f = new Figure(
                site,
                year,
                column.measure(),
                p.value() * scale,
                p.low() * scale,
                p.high() == Double.MAX_VALUE ? p.high() : p.high() * scale,
                p.exact(),
                line.getStartingLineNumber());
        raw.computeIfAbsent(column.measure().id() + '\n' + year, k -> new ArrayList<>())
                .add(new Raw(f, p.value(), scale));
    }

    /** Values that are all whole thousands were rounded to thousands: their uncertainty grows with it. */
    private void keep() {
        Map<Figure, Figure> coarser = new HashMap<>();
        raw.values().forEach(column -> {
            long filled = column.stream()
                    .filter(r -> r.printed() != 0 && r.figure().exact())
                    .count();
            double step = 1;
            while (filled >= ROUNDED_TOGETHER && step < 1e6 && allDivide(column, step * 10)) {
                step *= 10;
            }
            for (Raw r : column) {
                coarser.put(r.figure(), step > 1 ? r.figure().coarser(step * r.scale() / 2) : r.figure());
            }
        });
        raw.values().stream()
                .flatMap(List::stream)
                .map(Raw::figure)
                .sorted(java.util.Comparator.comparingLong(Figure::line))
                .forEach(f -> table.add(coarser.getOrDefault(f, f)));
    }

    private static boolean allDivide(List<Raw> column, double step) {
        return column.stream().filter(r -> r.figure().exact()).allMatch(r -> r.printed() % step == 0);
    }
}
